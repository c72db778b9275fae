using PerfGate.Diagnostics;
using PerfGate.Explaining;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Reporting.Texts;
using PerfGate.Results;
using PerfGate.Tool.Explaining;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Adds to a red result why it is red: of the first benchmarks in the order of the report.</summary>
internal static class ExplainRegressions
{
    private const int Most = 3;

    /// <summary>The result with explanations; the verdicts stay as they are.</summary>
    public static async Task<GateResult> AddAsync(
        GateResult result, IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy, CommandContext context, CancellationToken cancellation)
    {
        IReadOnlyList<GateInput> named = [.. inputs.Select(input => input.AsJudged(policy))];
        var worse = Headline.InOrder(result.Judgements).Where(IsWorse).GroupBy(j => j.Comparison.Id).Take(Most).ToList();
        var explanations = new Dictionary<BenchmarkId, Explanation>();
        foreach (var group in worse.GroupBy(of => CommitOf(of.First(), named, measurement)))
        {
            if (group.Key is not { IsDirty: false } commit)
            {
                context.WriteOnce(new Diagnostic(
                    DiagnosticCode.PG2074, Severity.Note, $"{Format.Count(group.Count(), "benchmark")} could not be explained; the verdict stays",
                    "the commit that they were judged against is not available here", "Store baselines of committed states"));
                continue;
            }

            foreach (var (id, explanation) in await new Explainer(measurement, context).ExplainAsync(
                commit.Hash, [.. group.Select(of => new Suspect(SuiteOf(of.Key, named, measurement), of.Key, TimesOf(of)))], state: null, cancellation))
            {
                explanations[id] = explanation;
            }
        }

        return result with { Judgements = [.. result.Judgements.Select(j => IsWorse(j) && explanations.TryGetValue(j.Comparison.Id, out var explanation) ? j with { Explanation = explanation } : j)] };
    }

    private static bool IsWorse(Judgement judgement) => judgement.Verdict == Verdict.Regressed || judgement.HasCrept;

    private static CommitInfo? CommitOf(Judgement judgement, IReadOnlyList<GateInput> inputs, Measurement measurement) => judgement.HasCrept
        ? Confirming.CommitOf(judgement, inputs, input => input.Baseline?.Anchor)
        : measurement.Base ?? Confirming.CommitOf(judgement, inputs, input => input.Baseline);

    private static Configuration.SuiteConfig SuiteOf(BenchmarkId id, IReadOnlyList<GateInput> inputs, Measurement measurement)
    {
        var name = inputs.First(input => input.Candidate.Benchmarks.Contains(id)).Candidate.Suite;
        return measurement.Suites.Single(suite => suite.Name == name);
    }

    private static (double, double)? TimesOf(IEnumerable<Judgement> judgements) => judgements.FirstOrDefault(j => j.Comparison.Metric == Metric.Time) is { } time
        && (time.HasCrept ? time.Anchor!.Comparison : time.Comparison) is { Baseline: { } before, Ratio: { } ratio } ? (before.Value, before.Value * ratio) : null;
}
