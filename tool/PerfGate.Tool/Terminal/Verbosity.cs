namespace PerfGate.Tool.Terminal;

/// <summary>How much is told.</summary>
internal enum Verbosity
{
    /// <summary>Errors and the headline.</summary>
    Quiet,

    /// <summary>Progress, and what is worth a look.</summary>
    Normal,

    /// <summary>Every benchmark, and the suite's own output.</summary>
    Detailed,
}
