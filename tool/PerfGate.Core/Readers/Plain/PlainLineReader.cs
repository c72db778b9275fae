using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Readers.Plain;

/// <summary>Reads and checks one line of the plain format.</summary>
/// <param name="source">The file's name, for diagnostics.</param>
/// <param name="line">The number of the line, from 1.</param>
internal sealed partial class PlainLineReader(string source, int line)
{
    private const string SeeFormat = "docs/plain-format.md shows what a line may say";

    /// <summary>What the line says: a record, or facts of the environment.</summary>
    /// <exception cref="PerfGateException">PG2008: a value that cannot be. PG2017: anything else.</exception>
    public (PlainRecord? Record, HostEnvironment? Environment) Read(string text)
    {
        var json = Parse(text);
        RefuseUnknown("", json.Unknown, PlainJsonContext.Default.PlainJson);
        return json.Environment is { } environment ? (null, ReadEnvironment(json, environment)) : (ReadRecord(json), null);
    }

    private PlainJson Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, PlainJsonContext.Default.PlainJson) ?? throw Wrong("it is null", SeeFormat);
        }
        catch (JsonException) when (NotANumber().Match(text) is { Success: true } number)
        {
            // Not JSON, but what some languages write: the benchmark is worth its name.
            throw Impossible(BenchmarkKey().Match(text).Groups["name"].Value, number.Groups["value"].Value);
        }
        catch (JsonException e) when (e is { Path: { Length: > 0 } path, InnerException: not JsonException })
        {
            throw Wrong($"{path} cannot be read: {e.Message.Split(" Path: ")[0].TrimEnd('.')}", SeeFormat, e);
        }
        catch (JsonException e)
        {
            throw Wrong($"it is not JSON: {e.Message.Split(" Path: ")[0].Split(" LineNumber:")[0].TrimEnd('.')}", "Write one JSON object a line; a line that was cut off has to be measured again", e);
        }
    }

    private HostEnvironment ReadEnvironment(PlainJson json, PlainEnvironmentJson environment)
    {
        RefuseUnknown("environment.", environment.Unknown, PlainJsonContext.Default.PlainEnvironmentJson);
        if (json is not { Benchmark: null, Metric: null, Unit: null, Direction: null, Kind: null, Launch: null, Values: null, Value: null })
        {
            throw Wrong("it holds the environment and something else", "Give the environment a line of its own");
        }

        return environment.LogicalCores is < 1
            ? throw Wrong($"{environment.LogicalCores} logical cores cannot be", "Leave out what is not known")
            : new HostEnvironment(
                environment.Processor ?? "", environment.LogicalCores ?? 0, environment.Os ?? "", environment.Architecture ?? "",
                environment.Runtime ?? "", environment.Gc ?? "", environment.Intrinsics ?? "", environment.Harness ?? "");
    }

    private PlainRecord ReadRecord(PlainJson json)
    {
        if (string.IsNullOrWhiteSpace(json.Benchmark) || json.Benchmark.Any(char.IsControl))
        {
            throw Wrong(
                json.Benchmark is null ? "it names no benchmark" : "the benchmark's name is blank, or holds a control character",
                """Give it a name: "benchmark": "load test: p99" """.TrimEnd());
        }

        if (json.Launch is < 0)
        {
            throw Wrong($"launch {json.Launch} cannot be", "Number launches from 0 or 1");
        }

        var (metric, factor) = ReadMetric(json);
        return new PlainRecord(line, BenchmarkId.Parse(json.Benchmark), metric, json.Launch, ReadValues(json, metric, factor));
    }

    private (Metric Metric, double Factor) ReadMetric(PlainJson json)
    {
        var name = json.Metric ?? Metric.Time.Name;
        if (string.IsNullOrWhiteSpace(name) || name.Any(char.IsControl))
        {
            throw Wrong("the metric's name is blank, or holds a control character", SeeFormat);
        }

        var known = name == Metric.Time.Name ? Metric.Time : name == Metric.Allocated.Name ? Metric.Allocated : null;
        var (unit, factor) = PlainUnits.Of(json.Unit ?? "");
        var metric = new Metric(
            name, unit,
            OneOf("direction", json.Direction, MetricDirection.LowerIsBetter, ("lower", MetricDirection.LowerIsBetter), ("higher", MetricDirection.HigherIsBetter)),
            OneOf("kind", json.Kind, known?.Kind ?? MetricKind.Sampled, ("sampled", MetricKind.Sampled), ("exact", MetricKind.Exact)));
        return known is null || metric == known ? (metric, factor)
            : unit != known.Unit
                ? throw Wrong(
                    json.Unit is null ? $"'{name}' has no unit" : $"'{json.Unit}' is no unit of '{name}'",
                    $"Use {(known == Metric.Time ? PlainUnits.Times : PlainUnits.Sizes)}, or give the metric another name")
                : throw Wrong(
                    $"'{name}' is always {(known.Kind == MetricKind.Exact ? "exact" : "sampled")}, and lower is better", "Give the metric another name");
    }

    private T OneOf<T>(string key, string? value, T otherwise, params (string Word, T Meaning)[] words)
    {
        if (value is null)
        {
            return otherwise;
        }

        var index = Array.FindIndex(words, word => word.Word == value);
        return index >= 0 ? words[index].Meaning : throw Wrong($"'{value}' is no {key}", $"Use {string.Join(" or ", words.Select(word => word.Word))}");
    }

    private ImmutableArray<double> ReadValues(PlainJson json, Metric metric, double factor)
    {
        if (json.Value is null == json.Values is null)
        {
            throw Wrong(json.Value is null ? "it holds no value" : "it holds both value and values", """Give it "value": 1.5 or "values": [1.5, 1.6]""");
        }

        double[] values = json.Values ?? [json.Value!.Value];
        if (values.Length == 0)
        {
            throw Wrong("values is empty", "Write no line for what was not measured");
        }

        foreach (var value in values.Where(value => !Plausible.Is(value * factor) || value < 0 || (value == 0 && metric.Kind == MetricKind.Sampled)))
        {
            throw Impossible(json.Benchmark!, FormattableString.Invariant($"{value}"));
        }

        return [.. values.Select(value => value * factor)];
    }

    private void RefuseUnknown(string prefix, Dictionary<string, JsonElement>? unknown, JsonTypeInfo type)
    {
        if (unknown?.Keys.FirstOrDefault() is { } key)
        {
            throw Wrong($"unknown key '{prefix}{key}'", Nearest.Question(key, type.Properties.Where(p => !p.IsExtensionData).Select(p => p.Name)));
        }
    }

    private PerfGateException Wrong(string fact, string remedy, Exception? inner = null) =>
        new(Diagnostic.Error(DiagnosticCode.PG2017, $"'{source}', line {line}: {fact}", null, remedy), inner);

    private PerfGateException Impossible(string benchmark, string value) => new(
        DiagnosticCode.PG2008, $"'{benchmark}' has an impossible measurement", $"{value} in line {line} of '{source}'",
        "Measure again; what may be zero is of the kind \"exact\"");

    [GeneratedRegex(@"[\[,:]\s*(?<value>[+-]?(?:NaN|Infinity|Inf)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex NotANumber();

    [GeneratedRegex(@"""benchmark""\s*:\s*""(?<name>(?:[^""\\]|\\.)*)""")]
    private static partial Regex BenchmarkKey();
}
