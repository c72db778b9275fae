using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PerfGate.Diagnostics;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Readers.Plain;

/// <summary>
/// Reads PerfGate's own plain format: one JSON object a line, written by a loop with a stopwatch, a load test or a script. See
/// docs/plain-format.md.
/// </summary>
public static class PlainReader
{
    private static readonly string[] Keys =
        ["benchmark", "metric", "unit", "direction", "kind", "launch", "values", "value", "environment"];

    /// <summary>Whether a file is of this format: by its name, or by its first line.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="utf8">The file's bytes.</param>
    public static bool Recognises(string source, ReadOnlySpan<byte> utf8) =>
        source.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || source.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
        || StartsWithRecord(utf8);

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes; UTF-8, or UTF-16 with a byte order mark.</param>
    /// <exception cref="PerfGateException">
    /// PG2002: it holds no benchmark. PG2007: a benchmark, metric and launch twice. PG2008: a value that cannot be. PG2009: it is no text.
    /// PG2015: it tells of two environments. PG2017: a line that cannot be used.
    /// </exception>
    public static Report Read(string source, ReadOnlySpan<byte> utf8)
    {
        var records = new List<PlainRecord>();
        HostEnvironment? environment = null;
        foreach (var (index, text) in Lines(source, utf8).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item)))
        {
            var (record, facts) = new PlainLineReader(source, index + 1).Read(text);
            records.AddRange(record is null ? [] : [record]);
            environment = facts is null || environment is null || facts == environment
                ? environment ?? facts
                : throw new PerfGateException(
                    DiagnosticCode.PG2015, $"'{source}' tells of two environments", $"{environment}; line {index + 1}: {facts}",
                    "Write one file for each");
        }

        return records.Count == 0
            ? throw new PerfGateException(
                DiagnosticCode.PG2002, $"nothing ran: '{source}' holds no benchmark", utf8.IsEmpty ? "the file is empty" : "no line has a record",
                """Write one line for each: {"benchmark": "startup", "unit": "ms", "value": 123.4}""")
            : new Report(source, environment ?? new HostEnvironment("", 0, "", "", ""), CasesOf(source, records));
    }

    private static bool StartsWithRecord(ReadOnlySpan<byte> utf8)
    {
        var line = new Utf8JsonReader(FirstLine(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8));
        try
        {
            if (!line.Read() || line.TokenType != JsonTokenType.StartObject || !line.Read() || line.TokenType != JsonTokenType.PropertyName)
            {
                return false;
            }

            var key = line.GetString();
            line.TrySkip();
            return Keys.Contains(key);
        }
        // The second is what bytes that are no UTF-8 give, and half a surrogate pair.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.TrimStart(" \t\r\n"u8);
        return utf8.IndexOf((byte)'\n') is >= 0 and var end ? utf8[..end] : utf8;
    }

    private static List<string> Lines(string source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            using var text = new StreamReader(
                new MemoryStream(utf8.ToArray()), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
            var lines = new List<string>();
            while (text.ReadLine() is { } line)
            {
                lines.Add(line);
            }

            return lines;
        }
        catch (DecoderFallbackException e)
        {
            throw new PerfGateException(
                Diagnostic.Error(DiagnosticCode.PG2009, $"'{source}' cannot be read", "it is not UTF-8", "Write it as UTF-8"), e);
        }
    }

    private static ImmutableArray<ReportedCase> CasesOf(string source, List<PlainRecord> records)
    {
        RefuseTwoMeanings(source, records);
        return
        [
            .. records.GroupBy(record => record.Id).Select(benchmark => new ReportedCase(
                benchmark.Key, benchmark.Key.ToString(),
                [.. benchmark.GroupBy(record => record.Metric).Select(metric => new Measured(benchmark.Key, metric.Key, SampleOf(source, [.. metric])))],
                Failure: null)),
        ];
    }

    // A metric is one thing in a file: values of different units or kinds cannot be told apart later.
    private static void RefuseTwoMeanings(string source, List<PlainRecord> records)
    {
        foreach (var metric in records.GroupBy(record => record.Metric.Name))
        {
            var first = metric.First();
            if (metric.FirstOrDefault(record => record.Metric != first.Metric) is { } other)
            {
                throw new PerfGateException(
                    DiagnosticCode.PG2017, $"'{source}', line {other.Line}: '{metric.Key}' has another unit, direction or kind than in line {first.Line}",
                    null, "Give them different names");
            }
        }
    }

    private static Sample SampleOf(string source, List<PlainRecord> records)
    {
        var first = records[0];
        if (records.Find(record => record.Launch is null != first.Launch is null) is { } mixed)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2017, $"'{source}', line {mixed.Line}: '{first.Id}' has launches with a number and without (line {first.Line})",
                null, "Number all of them, or none");
        }

        if (first.Launch is not null && records.GroupBy(record => record.Launch).FirstOrDefault(launch => launch.Count() > 1) is { } twice)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2007, $"'{first.Id}' has launch {twice.Key} of {first.Metric.Name} {twice.Count()} times",
                $"lines {string.Join(" and ", twice.Select(record => record.Line))} of '{source}'",
                "Write the values of one launch in one line, and number each start of the program differently");
        }

        // The sort is stable: without numbers, launches stay in the order they were written.
        return new Sample([.. records.OrderBy(record => record.Launch).Select(record => new Launch(record.Values))]);
    }
}
