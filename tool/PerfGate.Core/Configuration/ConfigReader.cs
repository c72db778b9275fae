using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Configuration;

/// <summary>Reads perfgate.json. Whatever it cannot make sense of is an error: nothing is skipped.</summary>
public static class ConfigReader
{
    /// <summary>How many launches a suite has where the configuration does not say.</summary>
    public const int DefaultLaunches = 10;

    /// <summary>Reads a configuration.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">Its bytes; comments and trailing commas are allowed.</param>
    /// <exception cref="PerfGateException">PG1003 not JSON; PG1004 an unknown key; PG1005 a value out of range, or of the wrong type.</exception>
    public static PerfGateConfig Read(string source, ReadOnlySpan<byte> utf8)
    {
        ConfigJson json;
        var text = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        try
        {
            json = JsonSerializer.Deserialize(text, ConfigJsonContext.Default.ConfigJson)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException e) when (e is { Path: { } path, InnerException: not JsonException })
        {
            // It is JSON, but not what stands at this place.
            throw WrongKind.Of(new ConfigValues(source), path, text);
        }
        catch (JsonException e)
        {
            throw new PerfGateException(Diagnostic.Error(
                DiagnosticCode.PG1003, $"'{source}' cannot be read",
                utf8.IsEmpty ? "the file is empty" : JsonProblem.Text(e), ConfigValues.CorrectJson), e);
        }

        RefuseUnknownKeys(source, json);
        var values = new ConfigValues(source);
        var policy = ReadPolicy(values, json);
        return new PerfGateConfig(ReadSuites(values, json.Suites), ReadBaselines(values, json.Baselines), policy)
        {
            Study = StudyReader.Read(values, json.Study, policy.MinimumEffect),
            KeepsHistory = json.History ?? false,
        };
    }

    private static void RefuseUnknownKeys(string source, ConfigJson json)
    {
        var context = ConfigJsonContext.Default;
        UnknownKeys.Refuse(source, "$", json, context.ConfigJson);
        UnknownKeys.Refuse(source, "$.baselines", json.Baselines, context.BaselinesJson);
        UnknownKeys.Refuse(source, "$.policy", json.Policy, context.PolicyJson);
        UnknownKeys.Refuse(source, "$.anchor", json.Anchor, context.AnchorJson);
        UnknownKeys.Refuse(source, "$.study", json.Study, context.StudyJson);
        RefuseIn("suites", json.Suites, context.SuiteJson);
        RefuseIn("metrics", json.Metrics, context.MetricJson);
        RefuseIn("benchmarks", json.Benchmarks, context.BenchmarkJson);
        RefuseIn("ratios", json.Ratios, context.RatioJson);
        RefuseIn("accepted", json.Accepted, context.AcceptedJson);
        RefuseIn("renames", json.Renames, context.RenameJson);
        RefuseIn("study.arms", json.Study?.Arms, context.StudyArmJson);
        RefuseIn("study.pairs", json.Study?.Pairs, context.StudyPairJson);

        void RefuseIn(string name, ConfigPart?[]? parts, JsonTypeInfo type)
        {
            foreach (var (i, part) in (parts ?? []).Index())
            {
                _ = part ?? throw new ConfigValues(source).Wrong($"$.{name}[{i}]", "null says nothing", "Remove it");
                UnknownKeys.Refuse(source, $"$.{name}[{i}]", part, type);
            }
        }
    }

    private static ImmutableArray<SuiteConfig> ReadSuites(ConfigValues values, SuiteJson[]? suites)
    {
        var read = (suites ?? []).Select((suite, i) => ReadSuite(values, $"$.suites[{i}]", suite)).ToImmutableArray();
        return read.Length == 0
            ? throw values.Wrong("$.suites", "there is no suite", "Name at least one project with benchmarks, or a command")
            : read.GroupBy(suite => suite.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
                ? throw values.Wrong("$.suites", $"two suites are called '{twice.Key}'", "Give each its own name")
                : read;
    }

    private static SuiteConfig ReadSuite(ConfigValues values, string path, SuiteJson json)
    {
        if (json.Command is not null || json.Build is not null)
        {
            return CommandSuiteReader.Read(values, path, json);
        }

        var project = values.Text($"{path}.project", json.Project);
        var launches = values.AtLeastOne($"{path}.launches", json.Launches, DefaultLaunches);
        return new SuiteConfig(
            values.Name(json.Name is null ? $"{path}.project" : $"{path}.name", json.Name ?? NameOf(project)),
            project,
            values.Framework($"{path}.framework", json.Framework),
            values.Filters($"{path}.filter", json.Filter),
            values.OneOf($"{path}.isolation", json.Isolation, Isolation.Process),
            launches,
            values.AtLeastOne($"{path}.quickLaunches", json.QuickLaunches, Math.Max(1, launches / 4)),
            [.. (json.Arguments ?? []).Select((argument, i) => argument ?? throw values.Wrong($"{path}.arguments[{i}]", "null is no argument", "Remove it"))])
        {
            LaunchTimeout = values.Time($"{path}.launchTimeout", json.LaunchTimeout),
        };
    }

    private static string NameOf(string project)
    {
        var name = Path.GetFileName(project.TrimEnd('/', '\\'));
        return name.EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(name) : name;
    }

    private static BaselineConfig ReadBaselines(ConfigValues values, BaselinesJson? json) => new(
        json?.Path ?? "baselines",
        json?.Required ?? true,
        values.AtLeastOne("$.baselines.sessions", json?.Sessions, 5));

    private static GatePolicy ReadPolicy(ConfigValues values, ConfigJson json) => new()
    {
        Alpha = values.Within("$.policy.alpha", json.Policy?.Alpha, 1e-6, 0.5) ?? GatePolicy.Default.Alpha,
        MinimumEffect = values.Within("$.policy.minimumEffect", json.Policy?.MinimumEffect, 0, 100) ?? GatePolicy.Default.MinimumEffect,
        Resolution = values.Within("$.policy.resolution", json.Policy?.Resolution, 1e-6, 100),
        OnInconclusive = values.OneOf("$.policy.onInconclusive", json.Policy?.OnInconclusive, GatePolicy.Default.OnInconclusive),
        OnMissing = values.OneOf("$.policy.onMissing", json.Policy?.OnMissing, GatePolicy.Default.OnMissing),
        OnNew = values.OneOf("$.policy.onNew", json.Policy?.OnNew, GatePolicy.Default.OnNew),
        OnRatio = values.OneOf("$.policy.onRatio", json.Policy?.OnRatio, GatePolicy.Default.OnRatio),
        OnOtherMachine = values.OneOf("$.policy.onOtherMachine", json.Policy?.OnOtherMachine, GatePolicy.Default.OnOtherMachine),
        Metrics = ReadMetrics(values, json.Metrics),
        Benchmarks = [.. (json.Benchmarks ?? []).Select((rule, i) => ReadBenchmark(values, $"$.benchmarks[{i}]", rule))],
        Ratios = ReadRatios(values, json),
        Accepted = ChangeReader.ReadAccepted(values, json.Accepted),
        Renames = ChangeReader.ReadRenames(values, json.Renames),
        AnchorEffect = values.Within("$.anchor.minimumEffect", json.Anchor?.MinimumEffect, 0, 100) ?? GatePolicy.Default.AnchorEffect,
        OnCreep = values.OneOf("$.anchor.onCreep", json.Anchor?.OnCreep, GatePolicy.Default.OnCreep),
    };

    private static ImmutableArray<MetricRule> ReadMetrics(ConfigValues values, MetricJson[]? metrics)
    {
        var read = (metrics ?? []).Select((metric, i) => ReadMetric(values, $"$.metrics[{i}]", metric)).ToImmutableArray();
        return read.GroupBy(rule => rule.Metric.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw values.Wrong("$.metrics", $"metric '{twice.Key}' has {twice.Count()} rules", "Make one rule of them")
            : read;
    }

    private static MetricRule ReadMetric(ConfigValues values, string path, MetricJson json)
    {
        var name = values.Text($"{path}.name", json.Name);
        var metric = name == Metric.Time.Name ? Metric.Time
            : name == Metric.Allocated.Name ? Metric.Allocated
            : new Metric(
                name, json.Unit ?? "",
                values.OneOf($"{path}.direction", json.Direction, MetricDirection.LowerIsBetter),
                values.OneOf($"{path}.kind", json.Kind, MetricKind.Exact));
        return new MetricRule(
            metric,
            values.Within($"{path}.minimumEffect", json.MinimumEffect, 0, 100),
            values.Within($"{path}.tolerance", json.Tolerance, 0, 100) ?? 0,
            json.Gate ?? true);
    }

    private static BenchmarkRule ReadBenchmark(ConfigValues values, string path, BenchmarkJson json) => new(
        new Glob(values.Text($"{path}.match", json.Match)),
        values.Within($"{path}.minimumEffect", json.MinimumEffect, 0, 100),
        values.Within($"{path}.tolerance", json.Tolerance, 0, 100),
        json.Gate);

    // A gated ratio is a metric, so its name is one, too.
    private static ImmutableArray<RatioRule> ReadRatios(ConfigValues values, ConfigJson json)
    {
        var read = (json.Ratios ?? []).Select((ratio, i) => ReadRatio(values, $"$.ratios[{i}]", ratio)).ToImmutableArray();
        string[] metrics = [Metric.Time.Name, Metric.Allocated.Name, .. (json.Metrics ?? []).Select(metric => metric.Name ?? "")];
        foreach (var (i, rule) in read.Index().Where(ratio => ratio.Item.IsGated))
        {
            _ = metrics.Contains(rule.Name) || read.Take(i).Any(earlier => earlier.IsGated && earlier.Name == rule.Name)
                ? throw values.Wrong($"$.ratios[{i}]", $"'{rule.Name}' is the name of another metric or gated ratio", "Give it a name of its own: where a ratio is gated, it is judged as a metric of that name")
                : rule;
        }

        return read;
    }

    private static RatioRule ReadRatio(ConfigValues values, string path, RatioJson json) => new(
        json.Name ?? $"{json.Numerator} / {json.Denominator}",
        values.Text($"{path}.numerator", json.Numerator),
        values.Text($"{path}.denominator", json.Denominator),
        json.Gate ?? false,
        values.Within($"{path}.minimumEffect", json.MinimumEffect, 0, 100));
}
