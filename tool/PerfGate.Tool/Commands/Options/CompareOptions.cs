using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The options of <c>compare</c> that say how to judge, in the place of a configuration.</summary>
internal sealed class CompareOptions
{
    private readonly Option<double?> _minimumEffect = new("--minimum-effect")
    {
        Description = "The least slowdown that matters, such as 2% or 0.02; else 5%, or the configuration's.",
        HelpName = "SHARE",
        CustomParser = result => Share.Parse(result, 0, 100),
    };

    private readonly Option<double?> _alpha = new("--alpha")
    {
        Description = "The share of comparisons without a regression that may be flagged by time; else 1%, or the configuration's.",
        HelpName = "SHARE",
        CustomParser = result => Share.Parse(result, 1e-6, 0.5),
    };

    private readonly Option<string[]> _metric = new("--metric")
    {
        Description = "Judge this metric only: time, allocated, or the id of a custom one (repeatable).",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _job = new("--job")
    {
        Description = "Judge the candidate's job B against the base's job A (repeatable); the default one is DefaultJob.",
        HelpName = "A=B",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>All of them.</summary>
    public Option[] All => [_minimumEffect, _alpha, _metric, _job];

    /// <summary>A policy with what the command line changes of it; a minimum effect holds for every metric, and exceptions of benchmarks stay.</summary>
    public GatePolicy Apply(ParseResult parsed, GatePolicy policy)
    {
        var effect = parsed.GetValue(_minimumEffect);
        var named = MetricsOf(parsed).Where(name => policy.Metrics.All(rule => rule.Metric.Name != name)).Select(name => new MetricRule(MetricOf(name)));
        return policy with
        {
            Alpha = parsed.GetValue(_alpha) ?? policy.Alpha,
            MinimumEffect = effect ?? policy.MinimumEffect,
            Metrics = [.. policy.Metrics.Select(rule => effect is null ? rule : rule with { MinimumEffect = null }), .. named],
            HasStore = false,
            IsPart = policy.IsPart || MetricsOf(parsed).Count > 0,
        };
    }

    /// <summary>What the command line chooses of both sides, and the jobs that it maps.</summary>
    /// <exception cref="PerfGateException">PG1001: a side does not have a metric or job that is named.</exception>
    public (Baseline Baseline, IReadOnlyList<SuiteRun> Candidate, IReadOnlyList<Rename> Jobs) Choose(
        ParseResult parsed, Baseline theirs, IReadOnlyList<SuiteRun> ours)
    {
        var metrics = MetricsOf(parsed);
        RefuseUnknown(metrics, "base", theirs.Sessions);
        RefuseUnknown(metrics, "candidate", ours);
        if (metrics.Count > 0)
        {
            SuiteRun Only(SuiteRun run) => run.WithMeasured(run.Measured.Where(m => metrics.Contains(m.Metric.Name)));
            (theirs, ours) = (new Baseline(theirs.Sessions.Select(Only)), [.. ours.Select(Only)]);
        }

        var (before, now) = (JobsOf(theirs.Sessions), JobsOf(ours));
        IReadOnlyList<Rename> jobs = [.. (parsed.GetValue(_job) ?? []).Select(text => JobOption.Read(text, before, now))];
        return JobOption.SetAside(jobs, theirs, ours) is var (baseline, candidate) ? (baseline, candidate, jobs) : default;
    }

    private IReadOnlyList<string> MetricsOf(ParseResult parsed) => [.. (parsed.GetValue(_metric) ?? []).Distinct()];

    private static Metric MetricOf(string name) => name == Metric.Time.Name ? Metric.Time
        : name == Metric.Allocated.Name ? Metric.Allocated
        : new Metric(name, "", MetricDirection.LowerIsBetter, MetricKind.Exact);

    private static void RefuseUnknown(IReadOnlyList<string> metrics, string side, IEnumerable<SuiteRun> runs)
    {
        var known = runs.SelectMany(run => run.Measured).Select(m => m.Metric.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        if (metrics.FirstOrDefault(name => !known.Contains(name)) is { } unknown && known.Count > 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, $"the {side} has no metric '{unknown}'", $"it has {string.Join(", ", known)}; of its custom metrics, those that are named are read",
                unknown == Metric.Allocated.Name ? "Measure both sides with `--memory`"
                    : $"Did you mean '{Nearest.To(unknown, known)}'? A custom metric has the Id of its descriptor");
        }
    }

    private static IReadOnlyCollection<string> JobsOf(IEnumerable<SuiteRun> runs) =>
        [.. runs.SelectMany(run => run.Benchmarks.Concat(run.Failures.Select(f => f.Id))).Select(id => id.Job).Distinct()];
}
