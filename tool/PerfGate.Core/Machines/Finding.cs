using PerfGate.Diagnostics;

namespace PerfGate.Machines;

/// <summary>What the doctor found about one thing that may spoil a measurement.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Seen">What was seen, where nothing is wrong; else null.</param>
/// <param name="Diagnostic">What is wrong, or that it could not be read; null where nothing is wrong.</param>
public sealed record Finding(string Subject, string? Seen, Diagnostic? Diagnostic)
{
    /// <summary>Nothing is wrong.</summary>
    public static Finding Fine(string subject, string seen) => new(subject, seen, null);

    /// <summary>It may spoil measurements.</summary>
    public static Finding Warning(string subject, DiagnosticCode code, string fact, string? evidence, string remedy) =>
        new(subject, null, Diagnostics.Diagnostic.Warning(code, fact, evidence, remedy));

    /// <summary>Whether it may spoil measurements is not known.</summary>
    public static Finding Unread(string subject, string why) =>
        new(subject, null, new Diagnostic(DiagnosticCode.PG2037, Severity.Note, $"{subject}: could not be read", why));

    /// <summary>Looks at what was read; what was not is unread.</summary>
    public static Finding Of<T>(string subject, Reading<T> reading, Func<T, Finding> look) =>
        reading.Problem is { } problem ? Unread(subject, problem) : look(reading.Value);
}
