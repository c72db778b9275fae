using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Model;

namespace PerfGate.Histories;

/// <summary>Writes a session as one line of JSON. One session is always the same line, so that two histories are joined by their lines.</summary>
public static class HistoryWriter
{
    private const string Second = "yyyy-MM-ddTHH:mm:ssZ";

    // Full names hold quotes and angle brackets, which a reader of the file wants to see as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, with a line feed at its end. Sampled values have six significant digits, spreads three.</summary>
    public static string Line(HistorySession session)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", HistoryLineJson.FormatName);
            json.WriteNumber("schemaVersion", HistoryLineJson.CurrentVersion);
            json.WriteString("suite", session.Suite);
            json.WriteString("environment", session.Environment.Value);
            json.WriteString("machine", session.Machine);
            json.WriteString("harness", session.Harness);
            WriteCommit(json, session.Commit);
            WriteTime(json, "measuredAt", session.MeasuredAt);
            json.WriteString("origin", session.Origin.Word());
            if (session.Runner.Length > 0)
            {
                json.WriteString("runner", session.Runner);
            }

            json.WriteStartObject("benchmarks");
            foreach (var benchmark in session.Values.GroupBy(value => value.Id))
            {
                json.WriteStartObject(benchmark.Key.ToString());
                foreach (var value in benchmark)
                {
                    WriteValue(json, value);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            WriteAccepted(json, session);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteCommit(Utf8JsonWriter json, HistoryCommit? commit)
    {
        if (commit is null)
        {
            json.WriteNull("commit");
            return;
        }

        json.WriteStartObject("commit");
        json.WriteString("hash", commit.Hash);
        json.WriteString("subject", commit.Subject);
        json.WriteBoolean("dirty", commit.IsDirty);
        WriteTime(json, "committedAt", commit.CommittedAt);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) => json.WriteString(name, time?.ToString(Second, CultureInfo.InvariantCulture));

    private static void WriteValue(Utf8JsonWriter json, HistoryValue value)
    {
        var metric = value.Metric;
        json.WriteStartObject(metric.Name);
        json.WriteNumber("value", metric.Kind == MetricKind.Exact ? value.Value : Rounded(value.Value, "G6"));
        json.WriteNumber("launches", value.Launches);
        if (value.Spread > 0)
        {
            json.WriteNumber("spread", Rounded(value.Spread, "G3"));
        }

        if (metric != Metric.Time && metric != Metric.Allocated)
        {
            json.WriteString("unit", metric.Unit);
            json.WriteString("kind", metric.Kind == MetricKind.Exact ? "exact" : "sampled");
            if (metric.Direction == MetricDirection.HigherIsBetter)
            {
                json.WriteString("direction", "higherIsBetter");
            }
        }

        json.WriteEndObject();
    }

    private static void WriteAccepted(Utf8JsonWriter json, HistorySession session)
    {
        if (session.Accepted.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("accepted");
        foreach (var a in session.Accepted)
        {
            JsonSerializer.Serialize(
                json, new HistoryAcceptedJson(a.Id.ToString(), a.Metric, a.Reason, a.By, a.Since, a.Share, a.Until), HistoryJsonContext.Default.HistoryAcceptedJson);
        }

        json.WriteEndArray();
    }

    private static double Rounded(double value, string digits) => double.Parse(value.ToString(digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
