namespace PerfGate.Diagnostics;

/// <summary>What the process returns. A contract: CI scripts branch on these numbers.</summary>
public enum ExitCode
{
    /// <summary>The gate passed.</summary>
    Passed = 0,

    /// <summary>At least one benchmark regressed.</summary>
    Regressed = 1,

    /// <summary>Wrong usage or configuration.</summary>
    Usage = 2,

    /// <summary>The suite did not build, threw, ran nothing, or lost a benchmark that the baseline has.</summary>
    SuiteFailed = 3,

    /// <summary>The baseline is unreadable, of a newer schema, or missing where one is required.</summary>
    BaselineUnusable = 4,

    /// <summary>Not decided, with <c>--strict</c>.</summary>
    Inconclusive = 5,

    /// <summary>Cancelled by the user (128 + SIGINT).</summary>
    Cancelled = 130,
}
