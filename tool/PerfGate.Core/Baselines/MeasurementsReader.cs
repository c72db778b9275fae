using System.Text.Json;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Baselines;

/// <summary>Reads the file that holds baselines and runs.</summary>
public static class MeasurementsReader
{
    private const string RestoreIt = "Restore it from version control, or measure anew with `dotnet perfgate baseline update`";

    /// <summary>Whether a JSON file is one of PerfGate's measurements, as far as its first bytes tell.</summary>
    public static bool Recognises(ReadOnlySpan<byte> utf8) =>
        utf8[..Math.Min(utf8.Length, 200)].IndexOf("\"perfgate-measurements\""u8) >= 0;

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="seals">What its sessions have to be sealed with; null for checksums alone.</param>
    /// <exception cref="PerfGateException">PG3002: corrupt. PG3003: written by a newer PerfGate. PG3022: changed since PerfGate wrote it. PG3023: not signed with the key.</exception>
    public static Baseline Read(string source, ReadOnlySpan<byte> utf8, Seals? seals = null)
    {
        using var document = Parse(source, utf8);
        RefuseNewer(source, document.RootElement);
        try
        {
            var json = JsonSerializer.Deserialize(WithoutMark(utf8), MeasurementsJsonContext.Default.MeasurementsJson);
            var baseline = json is { Format: MeasurementsJson.FormatName, Sessions: { Length: > 0 } sessions }
                && json.SchemaVersion >= 1
                ? new Baseline(sessions.Select(ReadSession))
                : throw Corrupt(source, json is { SchemaVersion: < 1 } ? $"there is no schema version {json.SchemaVersion}" : "it holds no sessions");
            // What cannot be read is said first: a checksum would only say that something is wrong.
            (seals ?? Seals.Unsigned).Refuse(source, document.RootElement);
            return baseline;
        }
        // What the serializer passes over may hold half a surrogate pair, which is an invalid operation.
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw Corrupt(source, JsonProblem.Text(e), e);
        }
    }

    private static void RefuseNewer(string source, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("schemaVersion", out var version)
            && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number > MeasurementsJson.CurrentVersion)
        {
            throw new PerfGateException(
                DiagnosticCode.PG3003, $"'{source}' was written by a newer PerfGate",
                $"schema version {number}; this one reads up to {MeasurementsJson.CurrentVersion}", "Update the tool");
        }
    }

    private static JsonDocument Parse(string source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(WithoutMark(utf8).ToArray());
        }
        catch (JsonException e)
        {
            throw Corrupt(source, utf8.IsEmpty ? "the file is empty" : JsonProblem.Text(e), e);
        }
    }

    // A byte order mark is legal in a file and an error to the parser.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    private static PerfGateException Corrupt(string source, string evidence, Exception? inner = null) => new(
        Diagnostic.Error(DiagnosticCode.PG3002, $"'{source}' is corrupt", evidence, RestoreIt), inner);

    private static SuiteRun ReadSession(SessionJson? json)
    {
        if (json is not { Benchmarks.Count: > 0 })
        {
            throw new FormatException("a session holds no benchmarks");
        }

        if (json.Host.LogicalCores < 0)
        {
            throw new FormatException($"a machine has no {json.Host.LogicalCores} cores");
        }

        var ids = IdsOf(json.Benchmarks.Keys);
        return new SuiteRun(
            json.Suite,
            new HostEnvironment(
                json.Host.Processor, json.Host.LogicalCores, json.Host.Os, json.Host.Architecture, json.Host.Runtime,
                json.Host.Gc, json.Host.Intrinsics, json.Host.Harness ?? ""),
            json.Benchmarks.SelectMany(benchmark => ReadBenchmark(ids[benchmark.Key], benchmark)),
            provenance: new RunProvenance(
                json.Commit is null ? null : new CommitInfo(json.Commit, json.Dirty), json.MeasuredAt, json.Tool)
            {
                Anchor = json.Anchor,
                Shard = ReadShard(json),
                Accepted = [.. (json.Accepted ?? []).Select(accepted => ReadAccepted(accepted, ids))],
            });
    }

    private static Shard? ReadShard(SessionJson json)
    {
        if (json.Shard is not { } shard)
        {
            return null;
        }

        var read = new Shard(shard.Run, shard.Number, new Split(shard.Split.Select(part => (part ?? throw new FormatException("a shard's part is null"))
            .SelectMany(suite => (suite.Value ?? throw new FormatException("a suite's methods are null")).Select(method => new ShardUnit(suite.Key, method))))));
        return read.Units.Any(unit => unit.Suite == json.Suite) ? read : throw new FormatException($"{read} measures nothing of suite '{json.Suite}'");
    }

    // Earlier versions took a job that only says how long, such as ShortRun, for a part of the name.
    private static Dictionary<string, BenchmarkId> IdsOf(IReadOnlyCollection<string> names)
    {
        var stored = names.Select(BenchmarkId.Parse);
        return names.Zip(Identities.Of([.. stored.Select(id => (id.FullName, JobName.OfStored(id.Job)))])).ToDictionary();
    }

    private static AcceptedRegression ReadAccepted(AcceptedJson? json, Dictionary<string, BenchmarkId> ids) => json is null
        ? throw new FormatException("an accepted regression is null")
        : new AcceptedRegression(ids.GetValueOrDefault(json.Benchmark) ?? BenchmarkId.Parse(json.Benchmark), json.Metric, json.Share, json.Reason, json.By, json.Since, json.Until);

    private static IEnumerable<Measured> ReadBenchmark(BenchmarkId id, KeyValuePair<string, Dictionary<string, SampleJson?>?> benchmark) =>
        benchmark.Value is { Count: > 0 } metrics
            ? metrics.Select(metric => ReadSample(id, metric.Key, metric.Value))
            : throw new FormatException($"'{benchmark.Key}' has no metrics");

    private static Measured ReadSample(BenchmarkId id, string name, SampleJson? json)
    {
        if (json is null || json.Launches.Contains(null))
        {
            throw new FormatException($"'{id}' has a {name} that is null");
        }

        var metric = new Metric(
            name, json.Unit,
            json.Direction == "higherIsBetter" ? MetricDirection.HigherIsBetter : MetricDirection.LowerIsBetter,
            json.Kind switch
            {
                "sampled" => MetricKind.Sampled,
                "exact" => MetricKind.Exact,
                _ => throw new FormatException($"'{json.Kind}' is no kind of metric"),
            });
        if (Unstorable.In(metric, json.Launches!) is { } problem)
        {
            throw new FormatException($"'{id}': {problem}");
        }

        if (json.Resolution is { } r && r.Length != json.Launches.Length)
        {
            throw new FormatException($"'{id}' has {json.Launches.Length} launches of {name}, but {r.Length} resolutions");
        }

        if (json.Overhead is { } o && o.Length != json.Launches.Length)
        {
            throw new FormatException($"'{id}' has {json.Launches.Length} launches of {name}, but {o.Length} overheads");
        }

        try
        {
            return new Measured(id, metric, new Sample(
                [.. json.Launches.Select((launch, i) => new Launch([.. launch!], json.Resolution?[i] ?? 0, json.Overhead?[i] ?? 0))]));
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{id}' has a {name} that cannot be: {e.Message}", e);
        }
    }
}
