namespace PerfGate.Gating.Model;

/// <summary>What is said of a build as a whole. The words are a contract of the JSON result.</summary>
public enum Outcome
{
    /// <summary>Every benchmark was measured and decided, and none is worse.</summary>
    Passed,

    /// <summary>At least one benchmark is worse.</summary>
    Regressed,

    /// <summary>None is shown to be worse, but not every one was decided.</summary>
    Inconclusive,

    /// <summary>Something did not run, was lost, or cannot be read; what else was found is still reported.</summary>
    Failed,

    /// <summary>Nothing was to be measured: no suite is built from what changed. That is not the same as having passed.</summary>
    Skipped,
}
