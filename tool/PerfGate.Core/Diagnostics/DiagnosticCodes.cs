namespace PerfGate.Diagnostics;

/// <summary>What follows from a <see cref="DiagnosticCode"/>.</summary>
public static class DiagnosticCodes
{
    /// <summary>The exit code of a process that stops with an error of this code.</summary>
    public static ExitCode ToExitCode(this DiagnosticCode code) => ((int)code / 1000) switch
    {
        1 => ExitCode.Usage,
        2 => ExitCode.SuiteFailed,
        3 or 5 => ExitCode.BaselineUnusable,
        4 when code is DiagnosticCode.PG4003 or DiagnosticCode.PG4020 => ExitCode.Inconclusive,
        4 => ExitCode.Regressed,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not a PerfGate code"),
    };
}
