using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Gating.Model;

/// <summary>
/// Ratios inside a run that are judged (<see cref="RatioRule.IsGated"/>): each is a metric of the benchmark that is divided, with one value for each launch that measured
/// both. What is stored are times; ratios are made of them whenever they are judged.
/// </summary>
internal static class GatedRatios
{
    /// <summary>
    /// How far the ratio of two methods may lie apart on two machines, as a factor, though the code is the same: other vectors, caches and libraries suit one of the
    /// methods more than the other. Of 155 ratios of this repository's suite, two models of one maker's processor differed by up to 1.8 (docs/evaluation.md).
    /// </summary>
    public const double BetweenMachines = 2;

    /// <summary>The input with the ratios that both of its sides have. What one side lacks, its time tells.</summary>
    public static GateInput Add(GateInput input, GatePolicy policy)
    {
        var rules = policy.Ratios.Where(rule => rule.IsGated && input.Baseline is not null).ToList();
        if (rules.Count == 0)
        {
            return input;
        }

        var ours = Of(input.Candidate, rules);
        var theirs = input.Baseline!.Sessions.Select(session => (session, ratios: Of(session, rules))).ToList();
        var known = theirs.SelectMany(t => t.ratios).Select(Key).ToHashSet();
        known.IntersectWith(ours.Select(Key));
        return input with
        {
            Candidate = With(input.Candidate, ours),
            Baseline = new Baseline(theirs.Select(t => With(t.session, t.ratios))),
        };

        SuiteRun With(SuiteRun run, IEnumerable<Measured> ratios) => run.WithMeasured(run.Measured.Concat(ratios.Where(ratio => known.Contains(Key(ratio)))));
    }

    /// <summary>The benchmark that divides in a gated ratio, or null if the metric is none.</summary>
    public static BenchmarkId? PartnerOf(BenchmarkId id, Metric metric, GatePolicy policy) => policy.GatedRatio(metric)?.PartnerOf(id);

    /// <summary>The rule by which a ratio is judged against another machine's baseline, where nothing will be measured again.</summary>
    public static MetricRule BetweenMachinesRule(MetricRule rule) => rule with { MinimumEffect = ((1 + rule.MinimumEffect!.Value) * BetweenMachines) - 1 };

    /// <summary>
    /// The judgements with those ratios dismissed that rose because the benchmark that divides became quicker: on one machine, the two times tell. What a screen finds is
    /// measured again in turn first, as days differ.
    /// </summary>
    public static ImmutableArray<Judgement> WithoutQuickerPartners(ImmutableArray<Judgement> judgements, IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        if (!policy.Ratios.Any(rule => rule.IsGated) || inputs.Any(input => input.IsScreen))
        {
            return judgements;
        }

        var times = judgements.Where(j => j.Comparison is { Metric: var metric, IsOnlyShown: false, Ratio: not null } && metric == Metric.Time).ToLookup(j => j.Comparison.Id, j => j.Comparison.Ratio!.Value);
        return [.. judgements.Select(j => PartnerOf(j.Comparison.Id, j.Comparison.Metric, policy) is { } partner && (j.Verdict == Verdict.Regressed || j.Comparison.IsSuspect)
            && times[j.Comparison.Id].Concat(times[partner]).ToList() is [var own, var other] && own * other < 1
            ? j with
            {
                Verdict = Verdict.Passed,
                Comparison = j.Comparison with { IsSuspect = false, SearchPValue = null, Warnings = j.Comparison.Warnings.Add($"rose because '{partner.ShortName}' became quicker ({Format.Ratio(other)} times), not because this became slower ({Format.Ratio(own)} times)") },
            }
            : j)];
    }

    /// <summary>A gated ratio that compares nothing is an error: it would be green for ever. Where a part is judged, it may be about the rest.</summary>
    public static IEnumerable<Diagnostic> Empty(IReadOnlyList<GateInput> inputs, GatePolicy policy) => policy.IsPart || inputs.All(input => input.Candidate.Benchmarks.IsEmpty) ? [] : policy.Ratios
        .Where(rule => rule.IsGated && !inputs.Any(input => input.Candidate.Benchmarks.Any(id => rule.PartnerOf(id) is { } partner && input.Candidate.Benchmarks.Contains(partner))))
        .Select(rule => Diagnostic.Error(
            DiagnosticCode.PG2018, $"the gated ratio '{rule.Name}' compares nothing",
            $"no type has two methods of the same parameters whose names end with '{rule.Numerator}' and '{rule.Denominator}'",
            "Correct \"numerator\" and \"denominator\" in perfgate.json, or remove the ratio"));

    private static IReadOnlyList<Measured> Of(SuiteRun run, IReadOnlyList<RatioRule> rules) =>
    [
        .. from rule in rules
           from id in run.Benchmarks
           let own = run.Find(id, Metric.Time.Name)
           let partner = rule.PartnerOf(id) is { } other ? run.Find(other, Metric.Time.Name) : null
           where own is not null && partner is not null && run.Find(id, rule.Name) is null
           let launches = own.Sample.Launches.Zip(partner.Sample.Launches, Divide).OfType<Launch>().ToImmutableArray()
           where launches.Length > 0
           select new Measured(id, rule.Metric, new Sample(launches)),
    ];

    // The least of a launch's iterations is nearest to what the code costs. Of both, the harness's share is what may be wrong.
    private static Launch? Divide(Launch own, Launch partner) => (own.Iterations.Min(), partner.Iterations.Min()) is ( > 0 and var x, > 0 and var y)
        ? new Launch([x / y], overhead: x / y * Math.Max(own.Overhead / x, partner.Overhead / y))
        : null;

    private static (BenchmarkId Id, string Metric) Key(Measured measured) => (measured.Id, measured.Metric.Name);
}
