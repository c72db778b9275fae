using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Baselines;

namespace PerfGate.Calibrating;

/// <summary>Writes what is known of the noise in one environment: for people and for git, one line for each benchmark.</summary>
public static class CalibrationWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The file's text; it ends with a line feed.</summary>
    /// <param name="calibration">What to write.</param>
    /// <param name="seals">What its sessions are sealed with; null for checksums alone.</param>
    public static string Write(Calibration calibration, Seals? seals = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", CalibrationJson.FormatName);
            json.WriteNumber("schemaVersion", CalibrationJson.CurrentVersion);
            json.WriteString("environment", calibration.Environment.Value);
            WriteSpreads(json, calibration);
            json.WriteStartArray("sessions");
            foreach (var session in calibration.Sessions)
            {
                WriteSession(json, session, seals ?? Seals.Unsigned);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    // What follows from the sessions below, for people: a reader works it out again.
    private static void WriteSpreads(Utf8JsonWriter json, Calibration calibration)
    {
        json.WriteStartObject("sessionSpread");
        foreach (var suite in calibration.Sessions.GroupBy(session => session.Suite).OrderBy(suite => suite.Key, StringComparer.Ordinal))
        {
            var spread = Calibration.SpreadOf(suite.Key, calibration, null);
            json.WriteStartObject(suite.Key);
            json.WriteNumber("sessionsOfOneCommit", spread.Sessions);
            WriteNumber(json, "suite", spread.Suite);
            json.WriteStartObject("benchmarks");
            foreach (var id in suite.Last().Benchmarks.Select(benchmark => benchmark.Id))
            {
                WriteNumber(json, id.ToString(), spread.For(id));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSession(Utf8JsonWriter json, CalibrationSession session, Seals seals)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var unsealed = new Utf8JsonWriter(content, Options))
        {
            WriteSession(unsealed, session, seal: null);
        }

        WriteSession(json, session, () => seals.Write(json, content.WrittenSpan));
    }

    private static void WriteSession(Utf8JsonWriter json, CalibrationSession session, Action? seal)
    {
        json.WriteStartObject();
        json.WriteString("suite", session.Suite);
        json.WriteString("commit", session.Provenance.Commit?.Hash);
        json.WriteBoolean("dirty", session.Provenance.Commit?.IsDirty ?? false);
        json.WriteString("measuredAt", session.Provenance.MeasuredAt!.Value.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("tool", session.Provenance.ToolVersion);
        seal?.Invoke();
        json.WriteStartObject("benchmarks");
        foreach (var b in session.Benchmarks)
        {
            json.WritePropertyName(b.Id.ToString());
            json.WriteRawValue($$"""
                { "launches": {{b.Launches}}, "level": {{Number(b.Level)}}, "launchSpread": {{Number(b.LaunchSpread)}}, "slowShare": {{Number(b.SlowShare)}}, "detectableEffect": {{(b.DetectableEffect is { } effect ? Number(effect) : "null")}} }
                """);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Number(value));
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
