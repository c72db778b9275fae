namespace PerfGate.Diagnostics;

/// <summary>
/// An expected failure: bad input, a suite that fails, a baseline that cannot be read. Anything else that is
/// thrown is a bug and crashes.
/// </summary>
public sealed class PerfGateException(Diagnostic diagnostic, Exception? inner = null)
    : Exception(diagnostic.ToString(), inner)
{
    /// <summary>An error with the given parts.</summary>
    public PerfGateException(DiagnosticCode code, string fact, string? evidence = null, string? remedy = null)
        : this(Diagnostic.Error(code, fact, evidence, remedy))
    {
    }

    /// <summary>What happened, with its code and remedy.</summary>
    public Diagnostic Diagnostic { get; } = diagnostic;
}
