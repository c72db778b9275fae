namespace PerfGate.Gating.Model;

/// <summary>What is said of one benchmark and metric. The words are a contract of the JSON result.</summary>
public enum Verdict
{
    /// <summary>Shown not to be worse by more than the minimum effect, and not shown to be better by more.</summary>
    Unchanged,

    /// <summary>Better by more than the minimum effect.</summary>
    Improved,

    /// <summary>Worse by more than the minimum effect.</summary>
    Regressed,

    /// <summary>
    /// Of a check: nothing points to its being worse, so it was not measured on. That it is not worse is not shown; how large a slowdown would have been caught is
    /// <see cref="Comparison.Detects"/>.
    /// </summary>
    Passed,

    /// <summary>Not decided: neither shown to be worse by more than the minimum effect nor shown not to be.</summary>
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
