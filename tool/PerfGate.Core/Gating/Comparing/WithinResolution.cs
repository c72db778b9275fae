using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Comparing;

/// <summary>
/// Exact metrics whose instrument is too coarse for the difference: the memory diagnoser counts a few kilobytes of its own, which is much for few
/// operations. What differs and may be equal is neither a change nor "unchanged".
/// </summary>
internal static class WithinResolution
{
    /// <summary>
    /// The smallest object of a 64-bit runtime, in bytes. Where each operation differs by less, within the resolution, no object is allocated more: it is the
    /// instrument's share.
    /// </summary>
    private const double SmallestObject = 24;

    /// <summary>The same comparison, undecided where the best launches of the sides differ and the instrument cannot tell them apart.</summary>
    public static Compared Apply(Compared c)
    {
        var (ours, theirs) = (Best(c.Candidate!), Best(c.Baseline!));
        var resolution = Math.Max(ours.Resolution, theirs.Resolution);
        var isHidden = resolution > 0
            && Math.Abs(ours.Value - theirs.Value) >= SmallestObject
            && c.Exact!.Order != ExactOrder.Unclear
            && (c.Exact.Order == ExactOrder.Same || ours.Value == 0 || theirs.Value == 0)
            && IsBeyond(Math.Max(ours.Value, theirs.Value), Math.Min(ours.Value, theirs.Value), c.Rule.Tolerance)
            && !IsBeyond(Low(ours), High(theirs), c.Rule.Tolerance)
            && !IsBeyond(Low(theirs), High(ours), c.Rule.Tolerance);
        return !isHidden ? c : c with
        {
            Exact = c.Exact! with { Order = ExactOrder.Unclear },
            // Launches may have equal medians, and other values that were compared.
            Comparison = (c.Comparison with
            {
                Resolution = resolution,
                Baseline = c.Comparison.Baseline! with { Value = theirs.Value },
                Candidate = c.Comparison.Candidate! with { Value = ours.Value },
                Ratio = theirs.Value > 0 ? ours.Value / theirs.Value : null,
            })
                .WithWarning($"{c.Comparison.Metric.Name} is known to ±{Format.Value(resolution, c.Comparison.Metric)}, and the difference lies within"),
        };
    }

    /// <summary>What is said of those that were left undecided.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(IEnumerable<Judgement> judgements, GatePolicy policy)
    {
        var hidden = judgements.Where(j => j.Comparison.Resolution is not null && j.Verdict == Verdict.Inconclusive).Select(j => j.Comparison).ToList();
        if (hidden.Count > 0)
        {
            yield return new Diagnostic(
                DiagnosticCode.PG4020, policy.OnInconclusive.ToSeverity(),
                $"{Format.Count(hidden.Count, "difference")} could not be decided: {(hidden.Count == 1 ? "it lies" : "they lie")} within what the instrument can tell",
                Format.Some([.. hidden.Select(c => $"'{c.Id}': {c.Metric.Name} {Format.Change(c.Baseline!.Value, c.Candidate!.Value, c.Metric)}, known to ±{Format.Value(c.Resolution!.Value, c.Metric)}")]),
                "Few operations were counted, and what the memory diagnoser allocates itself is shared among them: let one iteration make more of them (`--invocationCount`)");
        }
    }

    // What is counted too much makes a launch worse: the best is the nearest to the true value.
    private static (double Value, double Resolution) Best(Sample sample) =>
        sample.Launches.SelectMany(launch => launch.Iterations.Select(value => (value, launch.Resolution))).Min();

    private static double Low((double Value, double Resolution) side) => Math.Max(0, side.Value - side.Resolution);

    // Nothing may be anything below the resolution.
    private static double High((double Value, double Resolution) side) => side.Value == 0 ? side.Resolution : side.Value;

    private static bool IsBeyond(double value, double other, double tolerance) => value > other * (1 + tolerance) * (1 + 1e-12);
}
