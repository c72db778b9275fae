using System.Collections.Immutable;
using System.Text.Json;
using PerfGate.Diagnostics;

namespace PerfGate.Results.BenchmarkDotNet;

/// <summary>Reads the JSON that BenchmarkDotNet writes with <c>--exporters json</c> (any of its full variants).</summary>
public static class ReportReader
{
    /// <summary>
    /// BenchmarkDotNet's memory diagnoser counts what its own bookkeeping allocates within the measured iteration,
    /// about 4 KB in all, and at most 6 400 bytes where 4 288 visits to benchmarks were recorded. It counts too much by up to this many bytes
    /// divided by the number of operations.
    /// </summary>
    public const double AllocationResidueBytes = 8 * 1024;

    /// <summary>Reads one file.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="counters">The custom metrics to read besides time and allocation; others are skipped.</param>
    /// <exception cref="PerfGateException">
    /// PG2005 a Debug build; PG2009 truncated or not JSON; PG2010 not
    /// BenchmarkDotNet's. A single benchmark that failed, stands twice in the file or has impossible values is a <see cref="ReportedCase.Failure"/>.
    /// </exception>
    public static Report Read(string source, ReadOnlySpan<byte> utf8, IReadOnlyCollection<Metric> counters)
    {
        var json = Deserialize(source, utf8);
        if (json?.HostEnvironmentInfo is not { } host || json.Benchmarks is not { } benchmarks)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2010, $"'{source}' is not a BenchmarkDotNet report",
                "it has no HostEnvironmentInfo or no Benchmarks", "Export with `--exporters json`");
        }

        RefuseDebug(source, host);
        var cases = benchmarks.Select(benchmark => ReadCase(source, benchmark, counters)).ToImmutableArray();
        return new Report(source, ReadEnvironment(host), Duplicates.Fail(source, cases)) { WrittenAt = ReportStamp.Of(json.Title, source) };
    }

    private static ReportJson? Deserialize(string source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            // A byte order mark is legal in a file and an error to the parser.
            return JsonSerializer.Deserialize(
                utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, ReportJsonContext.Default.ReportJson);
        }
        catch (JsonException e) when (e is { Path: { } path, InnerException: not JsonException })
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2010, $"'{source}' is not a BenchmarkDotNet report", $"it holds something else at {path}",
                    "Export with `--exporters json`"),
                e);
        }
        catch (JsonException e)
        {
            throw new PerfGateException(Diagnostic.Error(
                DiagnosticCode.PG2009, $"'{source}' cannot be read as JSON",
                utf8.IsEmpty ? "the file is empty" : $"line {e.LineNumber + 1}: {e.Message.Split(" Path:")[0]}",
                "It may have been cut off: measure again"), e);
        }
    }

    private static void RefuseDebug(string source, HostJson host)
    {
        if (host.HasAttachedDebugger || string.Equals(host.Configuration, "DEBUG", StringComparison.OrdinalIgnoreCase))
        {
            throw new PerfGateException(
                DiagnosticCode.PG2005,
                host.HasAttachedDebugger ? "the suite ran with a debugger attached" : "the suite is a Debug build",
                source, "Measure a Release build: times without optimisation say nothing about the program that is shipped");
        }
    }

    private static HostEnvironment ReadEnvironment(HostJson host) => new(
        host.ProcessorName?.Trim() ?? "", host.LogicalCoreCount ?? 0, host.OsVersion ?? "", host.Architecture ?? "",
        host.RuntimeVersion ?? "", Harness: HarnessOf(host.BenchmarkDotNetVersion));

    // Builds of one version differ in what follows it: "0.15.8-nightly.20260101.1+sha" is 0.15.8-nightly.20260101.1.
    private static string HarnessOf(string? version) =>
        string.IsNullOrWhiteSpace(version) ? "" : $"BenchmarkDotNet {version.Trim().TrimStart('v').Split('+')[0]}";

    private static ReportedCase ReadCase(string source, BenchmarkJson? json, IReadOnlyCollection<Metric> counters)
    {
        if (json is null || !BenchmarkId.TryParse(json.FullName, out var name))
        {
            throw new PerfGateException(
                DiagnosticCode.PG2010, $"'{source}' holds a benchmark without a full name", $"FullName: '{json?.FullName}'");
        }

        var job = JobText.Of(json.DisplayInfo ?? "", json.Parameters ?? "");
        var id = new BenchmarkId(name.Namespace, name.Type, name.Method, name.Parameters, job);
        var actual = (json.Measurements ?? []).OfType<MeasurementJson>().Where(m => m is { IterationMode: "Workload", IterationStage: "Actual" }).ToArray();
        var failure = FailureOf(source, id, json, actual) ?? ImpossibleCounter(source, id, json, counters);
        return new ReportedCase(id, json.DisplayInfo ?? "", failure is null ? [.. ReadSamples(id, json, actual, counters)] : [], failure)
        {
            IsBrief = json.Measurements is null,
        };
    }

    private static Diagnostic? FailureOf(string source, BenchmarkId id, BenchmarkJson json, MeasurementJson[] actual)
    {
        if (actual.Length == 0 || json.Statistics is null)
        {
            return Diagnostic.Error(
                DiagnosticCode.PG2003, $"'{id}' {(actual.Length == 0 ? "has no measurements" : "stopped in the middle")}",
                json.Measurements is null ? $"{source} has no Measurements at all" : source,
                json.Measurements is null
                    ? "Export the full report: `--exporters json`"
                    : "It or its set-up threw, or was not run: see the suite's log");
        }

        var bad = actual.FirstOrDefault(m => !(NanosecondsPerOperation(m) is > 0 and < double.PositiveInfinity));
        var badMetric = (json.Metrics ?? []).OfType<MetricJson>().FirstOrDefault(m => !double.IsFinite(m.Value) && m.Descriptor?.Id is not null);
        return bad is not null
            ? Impossible(id, source, FormattableString.Invariant($"{bad.Nanoseconds} ns in {bad.Operations} operations"))
            : json.Memory is { BytesAllocatedPerOperation: { } bytes } && !(bytes is >= 0 and < double.PositiveInfinity)
                ? Impossible(id, source, FormattableString.Invariant($"{bytes} bytes allocated"))
                : badMetric is not null ? Impossible(id, source, $"{badMetric.Descriptor!.Id} is not a number") : null;
    }

    // Sampled metrics are compared by their ratios.
    private static Diagnostic? ImpossibleCounter(string source, BenchmarkId id, BenchmarkJson json, IReadOnlyCollection<Metric> counters) => counters
        .Where(counter => counter.Kind == MetricKind.Sampled)
        .Select(counter => json.Metrics?.FirstOrDefault(m => m?.Descriptor?.Id == counter.Name) is { Value: <= 0 } metric ? Diagnostic.Error(
            DiagnosticCode.PG2008, $"'{id}' has a measurement that cannot be", FormattableString.Invariant($"{counter.Name} is {metric.Value}; {source}"),
            $"A sampled metric is positive; if {counter.Name} is a count that repeats, give it \"kind\": \"exact\" in perfgate.json") : null)
        .FirstOrDefault(failure => failure is not null);

    private static Diagnostic Impossible(BenchmarkId id, string source, string evidence) => Diagnostic.Error(
        DiagnosticCode.PG2008, $"'{id}' has a measurement that cannot be", $"{evidence}; {source}",
        "Measure again; a time of zero means that the benchmark does nothing that could be measured");

    private static double NanosecondsPerOperation(MeasurementJson m) => m.Nanoseconds / m.Operations;

    private static IEnumerable<Measured> ReadSamples(
        BenchmarkId id, BenchmarkJson json, MeasurementJson[] actual, IReadOnlyCollection<Metric> counters)
    {
        yield return new Measured(id, Metric.Time, new Sample([.. actual
            .GroupBy(m => m.LaunchIndex)
            .OrderBy(launch => launch.Key)
            .Select(launch => new Launch([.. launch.Select(NanosecondsPerOperation)]))]));

        if (json.Memory is { BytesAllocatedPerOperation: { } bytes } memory)
        {
            var resolution = Math.Min(bytes, Math.Ceiling(AllocationResidueBytes / Math.Max(1, memory.TotalOperations)));
            yield return new Measured(id, Metric.Allocated, new Sample([new Launch([bytes], resolution)]));
        }

        foreach (var counter in counters)
        {
            if (json.Metrics?.FirstOrDefault(m => m?.Descriptor?.Id == counter.Name) is { } metric)
            {
                yield return new Measured(id, counter, new Sample([new Launch([metric.Value])]));
            }
        }
    }
}
