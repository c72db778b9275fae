using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Histories;

/// <summary>
/// Reads lines of a history. Nothing of them is skipped in silence: a line that cannot be read is an error. Only the end of the text may be torn, as by a disk that was full: that line is
/// named, and the rest is read.
/// </summary>
public static class HistoryReader
{
    /// <summary>Whether a text is a history, as far as its first bytes tell.</summary>
    public static bool Recognises(ReadOnlySpan<byte> utf8) => utf8[..Math.Min(utf8.Length, 200)].IndexOf("\"perfgate-history\""u8) >= 0;

    /// <summary>Reads lines.</summary>
    /// <param name="source">Where they come from, for diagnostics.</param>
    /// <param name="utf8">The text.</param>
    /// <exception cref="PerfGateException">PG5010: a line cannot be read. PG5011: one was written by a newer PerfGate.</exception>
    public static HistoryRead Read(string source, ReadOnlySpan<byte> utf8) => Read(source, utf8, new HistoryNames());

    /// <summary>Reads lines of one of several texts.</summary>
    /// <param name="source">Where they come from, for diagnostics.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="names">The names of those that were read before.</param>
    /// <exception cref="PerfGateException">PG5010: a line cannot be read. PG5011: one was written by a newer PerfGate.</exception>
    public static HistoryRead Read(string source, ReadOnlySpan<byte> utf8, HistoryNames names)
    {
        var sessions = ImmutableArray.CreateBuilder<HistorySession>();
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        // A byte order mark is legal in a file and an error to the parser.
        var rest = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.Trim("\r \t"u8).IsEmpty)
            {
                continue;
            }

            try
            {
                sessions.Add(ReadLine(line, names));
            }
            catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
            {
                if (NewerVersion(line) is { } newer)
                {
                    throw new PerfGateException(
                        DiagnosticCode.PG5011, $"'{source}' was written by a newer PerfGate",
                        string.Create(CultureInfo.InvariantCulture, $"line {number} has schema version {newer}; this one reads up to {HistoryLineJson.CurrentVersion}"), "Update the tool");
                }

                // What lacks its end and its line feed was not written whole; what has a line feed was.
                if (end >= 0 || !IsTorn(line))
                {
                    throw new PerfGateException(
                        Diagnostic.Error(
                            DiagnosticCode.PG5010, $"line {number.ToString(CultureInfo.InvariantCulture)} of '{source}' is no session of a history", Problem(e),
                            "Restore the history, or remove that line: nothing of it is read until then"), e);
                }

                notes.Add(Diagnostic.Warning(
                    DiagnosticCode.PG5012, $"the last line of '{source}' is torn: it was not written whole, so it is left as it is, and the rest is read",
                    string.Create(CultureInfo.InvariantCulture, $"line {number}, {line.Length} bytes: {Start(line)}"), "Remove the line, or write it again"));
            }
        }

        return new HistoryRead(sessions.ToImmutable(), notes.ToImmutable());
    }

    private static HistorySession ReadLine(ReadOnlySpan<byte> line, HistoryNames names)
    {
        var json = JsonSerializer.Deserialize(line, HistoryJsonContext.Default.HistoryLineJson);
        if (json is not { Format: HistoryLineJson.FormatName, SchemaVersion: >= 1 and <= HistoryLineJson.CurrentVersion })
        {
            throw new FormatException(json?.Format == HistoryLineJson.FormatName ? FormattableString.Invariant($"there is no schema version {json.SchemaVersion}") : "it is of another format");
        }

        return new HistorySession(
            names.Of(json.Suite), new EnvironmentKey(names.Of(json.Environment)), names.Of(json.Machine), names.Of(json.Harness),
            json.Commit is { } commit ? new HistoryCommit(commit.Hash, commit.Subject, commit.Dirty, commit.CommittedAt) : null,
            json.MeasuredAt,
            HistoryOrigins.Parse(json.Origin),
            json.Benchmarks.SelectMany(benchmark => ReadBenchmark(names.IdOf(benchmark.Key), benchmark.Value, names)),
            json.Accepted?.Select(a => a is null
                ? throw new FormatException("an accepted regression is null")
                : new AcceptedRegression(names.IdOf(a.Benchmark), a.Metric, a.Share, a.Reason, a.By, a.Since, a.Until)))
        {
            Runner = names.Of(json.Runner ?? ""),
        };
    }

    private static IEnumerable<HistoryValue> ReadBenchmark(BenchmarkId id, Dictionary<string, HistoryValueJson?>? metrics, HistoryNames names) =>
        metrics is { Count: > 0 } ? metrics.Select(metric => ReadValue(id, metric.Key, metric.Value, names)) : throw new FormatException($"'{id}' has no metrics");

    private static HistoryValue ReadValue(BenchmarkId id, string name, HistoryValueJson? json, HistoryNames names)
    {
        if (json is null)
        {
            throw new FormatException($"'{id}' has a {name} that is null");
        }

        try
        {
            return new HistoryValue(id, names.MetricOf(name, json), json.Value, json.Launches, json.Spread);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{id}': {e.Message.Split(" (Parameter")[0]}", e);
        }
    }

    // A newer version may have what this one takes for wrong, so it is looked for first.
    private static int? NewerVersion(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("schemaVersion"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) && version > HistoryLineJson.CurrentVersion ? version : null;
                }
            }
        }
        catch (JsonException)
        {
            // What is torn, or no JSON, is told as that.
        }

        return null;
    }

    private static bool IsTorn(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.BytesConsumed < line.Length || reader.TokenType == JsonTokenType.None;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Problem(Exception e) => e is JsonException ? JsonProblem.Text(e) : e.Message.Split(" (Parameter")[0].ReplaceLineEndings(" ");

    private static string Start(ReadOnlySpan<byte> line) => System.Text.Encoding.UTF8.GetString(line[..Math.Min(line.Length, 60)]) + "…";
}
