namespace PerfGate.Histories;

/// <summary>What put a session into the history.</summary>
public enum HistoryOrigin
{
    /// <summary>A check: the candidate's launches, whatever the verdict.</summary>
    Check,

    /// <summary>A run.</summary>
    Run,

    /// <summary>An update of the baseline.</summary>
    BaselineUpdate,

    /// <summary>Results that were measured before, and imported.</summary>
    Import,

    /// <summary>An old commit that was measured later.</summary>
    Backfill,
}
