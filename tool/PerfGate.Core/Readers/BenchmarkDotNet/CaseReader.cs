using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Makes samples of one benchmark in a report, or says why it has none.</summary>
internal static class CaseReader
{
    // The diagnoser's metric, which stands there in every version.
    private const string AllocatedMemory = "Allocated Memory";

    public static ReportedCase Read(
        string source, BenchmarkId id, BenchmarkJson json, AllocationResidue residue, IReadOnlyCollection<Metric> counters)
    {
        var rows = RowsOf(json);
        var failure = FailureOf(source, id, json, rows, counters);
        return new ReportedCase(id, json.DisplayInfo ?? "", failure is null ? [.. ReadSamples(id, json, rows, residue, counters)] : [], failure)
        {
            IsBrief = json.Measurements is null,
            LacksAllocation = failure is null && json.Memory is not null && AllocatedBy(json) is null,
        };
    }

    // In process, 0.13.1 and earlier export no raw iterations, only those without overhead and outliers.
    private static Iteration[] RowsOf(BenchmarkJson json)
    {
        var all = json.Measurements ?? [];
        return Array.TrueForAll(all, m => m.Stage == IterationStage.Actual) ? all
            : json.Statistics is null || Array.Exists(all, m => m.IsOf(IterationMode.Workload)) ? Array.FindAll(all, m => m.Stage == IterationStage.Actual)
            : Array.FindAll(all, m => m.IsOf(IterationMode.Workload, IterationStage.Result));
    }

    private static Diagnostic? FailureOf(
        string source, BenchmarkId id, BenchmarkJson json, Iteration[] rows, IReadOnlyCollection<Metric> counters)
    {
        var isMeasured = Array.Exists(rows, m => m.Mode == IterationMode.Workload);
        if (!isMeasured || json.Statistics is null)
        {
            return Diagnostic.Error(
                DiagnosticCode.PG2003, !isMeasured ? $"'{id}' has no measurements" : $"'{id}' stopped in the middle",
                json.Measurements is null ? $"{source} has no Measurements at all" : source,
                json.Measurements is null
                    ? "Export the full report: `--exporters json`"
                    : "It or its set-up threw, or was not run: see the suite's log");
        }

        // What is left without the overhead may be nothing.
        var bad = Array.FindIndex(rows, m => m.Mode == IterationMode.Workload
            && !(m.NanosecondsPerOperation >= 0 && Plausible.Is(m.NanosecondsPerOperation) && (m.Nanoseconds > 0 || m.Stage == IterationStage.Result)));
        var badCounter = counters.FirstOrDefault(counter => Find(json, counter.Name) is { } metric && !Plausible.Is(metric.Value));
        return bad >= 0
            ? Impossible(id, source, FormattableString.Invariant($"{rows[bad].Nanoseconds} ns in {rows[bad].Operations} operations"))
            : AllocatedBy(json) is { } bytes && !(bytes >= 0 && Plausible.Is(bytes))
                ? Impossible(id, source, FormattableString.Invariant($"{bytes} bytes allocated"))
                : badCounter is not null ? Impossible(id, source, FormattableString.Invariant($"{badCounter.Name} is {Find(json, badCounter.Name)!.Value}")) : NotPositive(source, id, json, counters);
    }

    // Sampled metrics are compared by their ratios.
    private static Diagnostic? NotPositive(string source, BenchmarkId id, BenchmarkJson json, IReadOnlyCollection<Metric> counters) => counters
        .Where(counter => counter.Kind == MetricKind.Sampled)
        .Select(counter => Find(json, counter.Name) is { Value: <= 0 } metric ? Diagnostic.Error(
            DiagnosticCode.PG2008, $"'{id}' has an impossible measurement", FormattableString.Invariant($"{counter.Name} is {metric.Value}; {source}"),
            $"A sampled metric is positive; if {counter.Name} is a count that repeats, give it \"kind\": \"exact\" in perfgate.json") : null)
        .FirstOrDefault(failure => failure is not null);

    private static Diagnostic Impossible(BenchmarkId id, string source, string evidence) => Diagnostic.Error(
        DiagnosticCode.PG2008, $"'{id}' has an impossible measurement", $"{evidence}; {source}",
        "Measure again; a time of zero means that the benchmark does nothing that could be measured");

    private static IEnumerable<Measured> ReadSamples(
        BenchmarkId id, BenchmarkJson json, Iteration[] rows, AllocationResidue residue, IReadOnlyCollection<Metric> counters)
    {
        yield return new Measured(id, Metric.Time, LaunchTimes.Of(rows));
        if (AllocatedBy(json) is { } bytes)
        {
            yield return new Measured(id, Metric.Allocated, new Sample([new Launch([bytes], residue.Resolution(bytes, json.Memory?.TotalOperations ?? 0))]));
        }

        foreach (var counter in counters)
        {
            if (Find(json, counter.Name) is { } metric)
            {
                yield return new Measured(id, counter, new Sample([new Launch([metric.Value])]));
            }
        }
    }

    // Some versions (0.13.0 and 0.13.1) leave it out of Memory. A metric that is not a number was not measured.
    private static double? AllocatedBy(BenchmarkJson json) =>
        json.Memory?.BytesAllocatedPerOperation ?? (Find(json, AllocatedMemory) is { Value: not double.NaN and var bytes } ? bytes : null);

    private static MetricJson? Find(BenchmarkJson json, string name) =>
        json.Metrics?.FirstOrDefault(m => m?.Descriptor is { } d && (d.Id == name || (d.Id is null && d.DisplayName == name)));
}
