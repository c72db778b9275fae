using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Baselines;

/// <summary>
/// Writes the file that holds baselines and runs: for people and for git, so in a stable order, times to six
/// significant digits, and one line for each sample.
/// </summary>
public static class MeasurementsWriter
{
    // Full names hold quotes and angle brackets, which a reader of the file wants to see as they are.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    private static readonly MeasurementsJsonContext AcceptedLines = new(
        new JsonSerializerOptions(MeasurementsJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The file's text; it ends with a line feed.</summary>
    /// <exception cref="ArgumentException">A session has failures: a file that left them out would say that nothing failed.</exception>
    /// <exception cref="PerfGateException">PG2008: a value that the reader would refuse.</exception>
    /// <param name="baseline">What to write.</param>
    /// <param name="seals">What its sessions are sealed with; null for checksums alone.</param>
    public static string Write(Baseline baseline, Seals? seals = null)
    {
        if (baseline.Sessions.Any(session => !session.Failures.IsEmpty))
        {
            throw new ArgumentException("a run with failures is not stored", nameof(baseline));
        }

        foreach (var measured in baseline.Sessions.SelectMany(session => session.Measured))
        {
            RefuseUnstorable(measured);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", MeasurementsJson.FormatName);
            json.WriteNumber("schemaVersion", MeasurementsJson.CurrentVersion);
            json.WriteString("environment", baseline.Environment.Key.Value);
            json.WriteStartArray("sessions");
            foreach (var session in baseline.Sessions)
            {
                WriteSession(json, session, seals ?? Seals.Unsigned);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void RefuseUnstorable(Measured measured)
    {
        if (Unstorable.In(measured.Metric, [.. measured.Sample.Launches.Select(launch => launch.Iterations)]) is { } problem)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2008, $"'{measured.Id}' has an impossible measurement, so nothing was stored", problem,
                    $"Measure again; a metric that can be zero or negative is no \"sampled\" one: declare it as \"exact\"").About(measured.Id));
        }
    }

    private static void WriteSession(Utf8JsonWriter json, SuiteRun session, Seals seals)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var unsealed = new Utf8JsonWriter(content, Options))
        {
            WriteSession(unsealed, session, seal: null);
        }

        WriteSession(json, session, () => seals.Write(json, content.WrittenSpan));
    }

    private static void WriteSession(Utf8JsonWriter json, SuiteRun session, Action? seal)
    {
        json.WriteStartObject();
        json.WriteString("suite", session.Suite);
        json.WriteString("commit", session.Provenance.Commit?.Hash);
        json.WriteBoolean("dirty", session.Provenance.Commit?.IsDirty ?? false);
        json.WriteString(
            "measuredAt",
            session.Provenance.MeasuredAt?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("tool", session.Provenance.ToolVersion);
        seal?.Invoke();
        WriteDecisions(json, session.Provenance);
        if (session.Provenance.Shard is { } shard)
        {
            WriteShard(json, shard);
        }

        WriteHost(json, session.Environment);
        json.WriteStartObject("benchmarks");
        foreach (var benchmark in session.Measured.GroupBy(m => m.Id))
        {
            json.WriteStartObject(benchmark.Key.ToString());
            foreach (var measured in benchmark)
            {
                json.WritePropertyName(measured.Metric.Name);
                json.WriteRawValue(SampleLine(measured));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Only where there are any, so that a file without them is as it was before there could be.
    private static void WriteDecisions(Utf8JsonWriter json, RunProvenance provenance)
    {
        if (provenance.Anchor is { } anchor)
        {
            json.WriteString("anchor", anchor);
        }

        if (!provenance.Accepted.IsEmpty)
        {
            json.WriteStartArray("accepted");
            foreach (var a in provenance.Accepted)
            {
                json.WriteRawValue(JsonSerializer.Serialize(
                    new AcceptedJson(a.Id.ToString(), a.Metric, a.Share, a.Reason, a.By, a.Since, a.Until), AcceptedLines.AcceptedJson));
            }

            json.WriteEndArray();
        }
    }

    private static void WriteShard(Utf8JsonWriter json, Shard shard)
    {
        json.WriteStartObject("shard");
        json.WriteString("run", shard.Run);
        json.WriteNumber("number", shard.Number);
        json.WriteStartArray("split");
        foreach (var part in shard.Split.Parts)
        {
            json.WriteStartObject();
            foreach (var suite in part.GroupBy(unit => unit.Suite))
            {
                json.WriteStartArray(suite.Key);
                foreach (var unit in suite)
                {
                    json.WriteStringValue(unit.Method);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, HostEnvironment host)
    {
        json.WriteStartObject("host");
        json.WriteString("processor", host.Processor);
        json.WriteNumber("logicalCores", host.LogicalCores);
        json.WriteString("os", host.Os);
        json.WriteString("architecture", host.Architecture);
        json.WriteString("runtime", host.Runtime);
        json.WriteString("gc", host.GcMode);
        json.WriteString("intrinsics", host.Intrinsics);
        if (host.Harness.Length > 0)
        {
            json.WriteString("harness", host.Harness);
        }

        json.WriteEndObject();
    }

    private static string SampleLine(Measured measured)
    {
        var (_, metric, sample) = measured;
        var exact = metric.Kind == MetricKind.Exact;
        var launches = sample.Launches.Select(launch => $"[{string.Join(", ", launch.Iterations.Select(v => Number(v, exact)))}]");
        var resolution = PerLaunch("resolution", sample, launch => launch.Resolution, exact: true);
        var overhead = PerLaunch("overhead", sample, launch => launch.Overhead, exact: false);
        return $$"""{ "unit": "{{JsonEncodedText.Encode(metric.Unit)}}", "kind": "{{(exact ? "exact" : "sampled")}}", """
            + (metric.Direction == MetricDirection.HigherIsBetter ? "\"direction\": \"higherIsBetter\", " : "")
            + $"\"launches\": [{string.Join(", ", launches)}]{resolution}{overhead} }}";
    }

    private static string PerLaunch(string name, Sample sample, Func<Launch, double> value, bool exact) =>
        sample.Launches.Any(launch => value(launch) > 0)
            ? $", \"{name}\": [{string.Join(", ", sample.Launches.Select(launch => Number(value(launch), exact)))}]"
            : "";

    private static string Number(double value, bool exact)
    {
        var rounded = exact ? value : double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded.ToString("R", CultureInfo.InvariantCulture);
    }
}
