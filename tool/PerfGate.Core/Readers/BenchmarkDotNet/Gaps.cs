using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Says what reports should have and have not: what is missing there is not known, and not "not measured".</summary>
internal static class Gaps
{
    /// <summary>What a report does not say of where it was measured.</summary>
    public static IEnumerable<Diagnostic> Of(string source, HostJson host)
    {
        var missing = new (string Name, string? Value)[]
            {
                ("BenchmarkDotNetVersion", host.BenchmarkDotNetVersion), ("OsVersion", host.OsVersion), ("ProcessorName", host.ProcessorName),
                ("LogicalCoreCount", host.LogicalCoreCount?.ToString()), ("RuntimeVersion", host.RuntimeVersion), ("Architecture", host.Architecture),
            }
            .Where(field => string.IsNullOrWhiteSpace(field.Value))
            .Select(field => field.Name)
            .ToList();
        if (missing.Count > 0)
        {
            yield return new Diagnostic(
                DiagnosticCode.PG2054, Severity.Note, $"'{source}' does not say all of where it was measured: what is missing is taken to be the same on both sides",
                string.Join(", ", missing));
        }
    }

    /// <summary>Which benchmarks were measured with the memory diagnoser, and lack what it found.</summary>
    public static IEnumerable<Diagnostic> InAllocation(IReadOnlyList<Report> reports)
    {
        var lacking = reports.SelectMany(report => report.Cases.Where(c => c.LacksAllocation).Select(c => (c.Id, report.FileName))).ToList();
        if (lacking.Count > 0)
        {
            var ids = lacking.Select(c => c.Id).Distinct().ToList();
            yield return Diagnostic.Warning(
                DiagnosticCode.PG2054, $"allocation of {Format.Count(ids.Count, "benchmark")} is not judged: the memory diagnoser ran, and the report does not say what it found",
                $"{Format.Some(ids)}; {Format.Some([.. lacking.Select(c => c.FileName).Distinct()])}",
                "Export the full report (`--exporters json`) with a runtime that counts allocation; this one has neither Memory.BytesAllocatedPerOperation nor the metric 'Allocated Memory'");
        }
    }
}
