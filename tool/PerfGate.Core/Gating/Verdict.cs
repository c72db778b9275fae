namespace PerfGate.Gating;

/// <summary>What is said of one benchmark and metric. The words are a contract of the JSON result.</summary>
public enum Verdict
{
    /// <summary>Shown to be within the minimum effect.</summary>
    Unchanged,

    /// <summary>Better by more than the minimum effect.</summary>
    Improved,

    /// <summary>Worse by more than the minimum effect.</summary>
    Regressed,

    /// <summary>Not decided: neither shown to be worse nor shown to be within the minimum effect.</summary>
    Inconclusive,

    /// <summary>The baseline has it, the run lost it.</summary>
    Missing,

    /// <summary>It was not measured, or not readably.</summary>
    Failed,

    /// <summary>The run has it, the baseline does not.</summary>
    Added,

    /// <summary>Worse, and accepted as such.</summary>
    Accepted,
}
