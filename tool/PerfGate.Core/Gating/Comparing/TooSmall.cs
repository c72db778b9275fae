using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Comparing;

/// <summary>
/// Benchmarks that do less than their harness: what remains when the overhead is subtracted is mostly how exactly the overhead was measured. They are worse only in
/// the reading that favours the candidate, in which the baseline's overhead was its work.
/// </summary>
internal static class TooSmall
{
    /// <summary>The same comparison against the baseline with its overhead, where the overhead is larger than the minimum effect of what remains.</summary>
    public static Compared Apply(Compared c)
    {
        if (!c.IsJudged || c.Comparison.Metric.Kind != MetricKind.Sampled)
        {
            return c;
        }

        var (ours, theirs) = (c.Candidate!, c.Baseline!);
        var overhead = Math.Max(OverheadOf(ours), OverheadOf(theirs));
        var remains = Math.Min(LaunchSummary.Median(LaunchSummary.Minima(ours)), LaunchSummary.Median(LaunchSummary.Minima(theirs)));
        return overhead <= c.Rule.MinimumEffect!.Value * remains ? c : c with
        {
            Baseline = new Sample([.. theirs.Launches.Select(launch => new Launch([.. launch.Iterations.Select(value => value + overhead)]))]),
            Comparison = (c.Comparison with { Overhead = overhead }).WithWarning(
                $"too small to judge: {Format.Value(overhead, c.Comparison.Metric)} of overhead beside {Format.Value(remains, c.Comparison.Metric)}"),
        };
    }

    /// <summary>What is said of those that were found too small, and not worse all the same.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(IEnumerable<Judgement> judgements)
    {
        var small = judgements.Where(j => j.Comparison.Overhead is not null && j.Verdict == Verdict.Inconclusive).Select(j => j.Comparison).ToList();
        if (small.Count > 0)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4015,
                $"{Format.Count(small.Count, "benchmark")} too small to judge: the harness takes more than the minimum effect of what remains without it",
                Format.Some([.. small.Select(c => $"'{c.Id}': {Format.Change(c.Baseline!.Value, c.Candidate!.Value, c.Metric)}, overhead {Format.Value(c.Overhead!.Value, c.Metric)}")]),
                "Do more work in one operation, such as a loop with `[Benchmark(OperationsPerInvoke = N)]`");
        }
    }

    private static double OverheadOf(Sample sample) => LaunchSummary.Median([.. sample.Launches.Select(launch => launch.Overhead)]);
}
