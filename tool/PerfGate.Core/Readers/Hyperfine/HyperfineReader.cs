using System.Collections.Immutable;
using System.Text.Json;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Readers.Hyperfine;

/// <summary>Reads what hyperfine writes with <c>--export-json</c>: each run is a start of the program, and so a launch of its own.</summary>
public static class HyperfineReader
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Whether a file is such an export, as far as its beginning tells.</summary>
    /// <param name="utf8">The file's bytes.</param>
    public static bool Recognises(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        try
        {
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("results"u8)
                && json.Read() && json.TokenType == JsonTokenType.StartArray
                && json.Read() && (json.TokenType == JsonTokenType.EndArray
                    || (json.TokenType == JsonTokenType.StartObject && json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("command"u8)));
        }
        // The second is what half a surrogate pair gives.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes.</param>
    /// <exception cref="PerfGateException">
    /// PG2002: it holds no result. PG2007: a command with the same parameters twice. PG2009: it is cut off. PG2010: it is not hyperfine's.
    /// A single command that failed, or has impossible times, is a <see cref="ReportedCase.Failure"/>.
    /// </exception>
    public static Report Read(string source, ReadOnlySpan<byte> utf8)
    {
        var json = Deserialize(source, utf8);
        if (json?.Results is not { Length: > 0 } results)
        {
            throw new PerfGateException(DiagnosticCode.PG2002, $"nothing ran: '{source}' holds no results of hyperfine", null, "Let hyperfine run to its end, and export with `--export-json`");
        }

        var cases = results.Select(result => ReadCase(source, result)).ToImmutableArray();
        return cases.GroupBy(c => c.Id).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new PerfGateException(
                DiagnosticCode.PG2007, $"'{twice.Key}' stands {twice.Count()} times in one export", source, "Give each command its own --command-name")
            : new Report(source, new HostEnvironment("", 0, "", "", ""), cases);
    }

    private static HyperfineJson? Deserialize(string source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, HyperfineJsonContext.Default.HyperfineJson);
        }
        catch (JsonException e) when (e is { Path: { } path, InnerException: not JsonException })
        {
            throw new PerfGateException(
                Diagnostic.Error(DiagnosticCode.PG2010, $"'{source}' is not an export of hyperfine", $"it holds something else at {path}", "Export with `--export-json`"),
                e);
        }
        catch (JsonException e)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2009, $"'{source}' cannot be read as JSON", JsonProblem.Text(e),
                    "It may have been cut off: measure again"),
                e);
        }
    }

    private static ReportedCase ReadCase(string source, HyperfineResultJson? json)
    {
        if (string.IsNullOrWhiteSpace(json?.Command))
        {
            throw new PerfGateException(DiagnosticCode.PG2010, $"'{source}' holds a result without a command", null, "Export with `--export-json`");
        }

        var id = BenchmarkId.Parse(NameOf(json));
        var failure = FailureOf(source, id, json);
        return new ReportedCase(
            id, json.Command,
            failure is null
                ? [new Measured(id, Metric.Time, new Sample([.. json.Times!.Select(seconds => new Launch([seconds * NanosecondsPerSecond]))]))]
                : [],
            failure);
    }

    // A name that was given need not hold what the parameters are.
    private static string NameOf(HyperfineResultJson json) => json.Parameters is { Count: > 0 } parameters
        ? $"{OneLine(json.Command!)} ({string.Join(", ", parameters.Select(p => $"{p.Key}: {OneLine(ValueOf(p.Value))}"))})"
        : OneLine(json.Command!);

    private static string ValueOf(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text; as it is written, it still tells parameters apart.
            return value.GetRawText();
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static Diagnostic? FailureOf(string source, BenchmarkId id, HyperfineResultJson json)
    {
        var failed = (json.ExitCodes ?? []).Index().Where(exit => exit.Item != 0).ToList();
        if (failed.Count > 0)
        {
            return Diagnostic.Error(
                DiagnosticCode.PG2003, $"'{id}' failed",
                $"{(failed[0].Item is { } code ? $"exit code {code}" : "ended by a signal")} in run {failed[0].Index + 1} of {json.ExitCodes!.Length}; {source}",
                "Let the command succeed: a program that fails early is quick, and says nothing");
        }

        if (json.Times is not { Length: > 0 } times)
        {
            return Diagnostic.Error(DiagnosticCode.PG2003, $"'{id}' has no times", source, "Export with `--export-json` of hyperfine 1.5 or later");
        }

        return times.Any(seconds => !Plausible.IsPositive(seconds * NanosecondsPerSecond))
            ? Diagnostic.Error(
                DiagnosticCode.PG2008, $"'{id}' has an impossible measurement",
                FormattableString.Invariant($"{times.First(seconds => !Plausible.IsPositive(seconds * NanosecondsPerSecond))} s in {source}"),
                "hyperfine subtracts what the shell takes, and nothing may be left of a quick command: use --shell=none")
            : null;
    }
}
