using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Model;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Finds benchmarks that stand twice in one report, so that neither can be told from the other: each of them has failed.</summary>
internal static class Duplicates
{
    public static ImmutableArray<ReportedCase> Fail(string source, ImmutableArray<ReportedCase> cases)
    {
        var times = cases.CountBy(c => c.Id).Where(count => count.Value > 1).ToDictionary();
        return times.Count == 0 ? cases : [.. cases.Select(c => times.TryGetValue(c.Id, out var count) ? c.Fail(Twice(source, c.Id, count)) : c)];
    }

    private static Diagnostic Twice(string source, BenchmarkId id, int count) => Diagnostic.Error(
        DiagnosticCode.PG2007, $"'{id}' stands {count} times in one report", source,
        "Give jobs that differ only in how long they measure an Id, and arguments distinct texts");
}
