using System.Text.Json;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Calibrating;

/// <summary>Reads the file that <see cref="CalibrationWriter"/> wrote.</summary>
public static class CalibrationReader
{
    private const string RestoreIt = "Restore it from version control, or remove it and calibrate anew with `dotnet perfgate calibrate`";

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="seals">What its sessions have to be sealed with; null for checksums alone.</param>
    /// <exception cref="PerfGateException">PG3020: it is corrupt, or written by a newer PerfGate. PG3022: changed since PerfGate wrote it. PG3023: not signed with the key.</exception>
    public static Calibration Read(string source, ReadOnlySpan<byte> utf8, Seals? seals = null)
    {
        try
        {
            var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(text.ToArray());
            RefuseNewer(source, document.RootElement);
            var calibration = JsonSerializer.Deserialize(text, CalibrationJsonContext.Default.CalibrationJson) switch
            {
                { Format: CalibrationJson.FormatName, Sessions.Length: > 0 } json =>
                    new Calibration(new EnvironmentKey(json.Environment), [.. json.Sessions.Select(ReadSession)]),
                _ => throw new FormatException("it holds no calibration"),
            };
            (seals ?? Seals.Unsigned).Refuse(source, document.RootElement);
            return calibration;
        }
        // What the serializer passes over may hold half a surrogate pair, which is an invalid operation.
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG3020, $"the calibration '{source}' is corrupt",
                    utf8.IsEmpty ? "the file is empty" : JsonProblem.Text(e), RestoreIt),
                e);
        }
    }

    private static void RefuseNewer(string source, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("schemaVersion", out var version)
            && version.ValueKind == JsonValueKind.Number && version.GetDouble() > CalibrationJson.CurrentVersion)
        {
            throw new PerfGateException(
                DiagnosticCode.PG3020, $"the calibration '{source}' was written by a newer PerfGate",
                $"schema version {version}; this one reads up to {CalibrationJson.CurrentVersion}", "Update the tool");
        }
    }

    private static CalibrationSession ReadSession(CalibrationSessionJson? json) => json is { Benchmarks.Count: > 0 }
        ? new CalibrationSession(
            json.Suite,
            new RunProvenance(json.Commit is null ? null : new CommitInfo(json.Commit, json.Dirty), json.MeasuredAt, json.Tool),
            [.. json.Benchmarks.Select(pair => ReadNoise(BenchmarkId.Parse(pair.Key), pair.Value)).OrderBy(noise => noise.Id)])
        : throw new FormatException("a session holds no benchmarks");

    private static BenchmarkNoise ReadNoise(BenchmarkId id, NoiseJson? json) =>
        json is { Launches: > 0, Level: > 0, LaunchSpread: >= 0, SlowShare: >= 0 and <= 1, DetectableEffect: null or > 0 }
        && double.IsFinite(json.Level) && double.IsFinite(json.LaunchSpread) && double.IsFinite(json.DetectableEffect ?? 0)
            ? new BenchmarkNoise(id, json.Launches, json.Level, json.LaunchSpread, json.SlowShare, json.DetectableEffect)
            : throw new FormatException($"'{id}' has a value that cannot be");
}
