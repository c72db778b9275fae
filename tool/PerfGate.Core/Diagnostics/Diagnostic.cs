using PerfGate.Model;


namespace PerfGate.Diagnostics;

/// <summary>What PerfGate has to say about one fact: the fact, the evidence for it, and the remedy.</summary>
/// <param name="Code">One of <see cref="DiagnosticCode"/>; documented in docs/diagnostics.md.</param>
/// <param name="Severity">Whether it fails the gate, warns, or only informs.</param>
/// <param name="Fact">One sentence without a full stop: what is so.</param>
/// <param name="Evidence">What was seen: a file, a value, the end of a log. Null if the fact says it all.</param>
/// <param name="Remedy">What the reader can do about it. Null if there is nothing to do.</param>
public sealed record Diagnostic(
    DiagnosticCode Code, Severity Severity, string Fact, string? Evidence = null, string? Remedy = null)
{
    /// <summary>The benchmark that the fact is about, so that its source can be shown; null where it is about none, or several.</summary>
    public BenchmarkId? Benchmark { get; init; }

    /// <summary>The file that the fact is about; null where it is not about one.</summary>
    public string? File { get; init; }

    /// <summary>A failure: <see cref="Severity.Error"/>.</summary>
    public static Diagnostic Error(DiagnosticCode code, string fact, string? evidence = null, string? remedy = null) =>
        new(code, Severity.Error, fact, evidence, remedy);

    /// <summary>Something to look at that does not fail the gate: <see cref="Severity.Warning"/>.</summary>
    public static Diagnostic Warning(DiagnosticCode code, string fact, string? evidence = null, string? remedy = null) =>
        new(code, Severity.Warning, fact, evidence, remedy);

    /// <summary>The same diagnostic with another severity.</summary>
    public Diagnostic WithSeverity(Severity severity) => this with { Severity = severity };

    /// <summary>The same diagnostic, about a benchmark.</summary>
    public Diagnostic About(BenchmarkId benchmark) => this with { Benchmark = benchmark };

    /// <summary>One line for logs: <c>PG2002: nothing ran (evidence). Remedy.</c></summary>
    public override string ToString() =>
        $"{Code}: {Fact}{(Evidence is null ? "" : $" ({Evidence})")}{(Remedy is null ? "" : $". {Remedy}")}";
}
