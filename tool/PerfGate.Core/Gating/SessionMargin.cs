using PerfGate.Baselines;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Gating;

/// <summary>
/// Judges suspects that cannot be measured again beside the baseline's commit: then the days between the baseline and now may be what
/// made them slower, and how far days lie apart here is part of what they have to exceed.
/// </summary>
public static class SessionMargin
{
    /// <summary>
    /// The suspects that are worse by more than their minimum effect and the difference of two days together. One half of the error goes to
    /// the launches, the other to the days, both for all comparisons of the build.
    /// </summary>
    /// <param name="suspects">What the screen calls worse.</param>
    /// <param name="inputs">What was judged, with the baseline that the suspects were slower than.</param>
    /// <param name="policy">How it was judged.</param>
    public static IReadOnlyList<Judgement> StillWorse(IReadOnlyList<Judgement> suspects, IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        inputs = [.. inputs.Select(input => input with { IsScreen = false })];
        var screen = Gate.Judge(inputs, policy);
        var tests = Math.Max(1, screen.Judgements.Count(j => j.Comparison.PValue is not null));
        var z = NormalDistribution.Standard.Quantile(1 - (policy.Alpha / 2 / tests));
        var widened = policy with
        {
            Alpha = policy.Alpha / 2,
            Benchmarks =
            [
                .. policy.Benchmarks,
                .. suspects.Select(s => s.Comparison).Select(c => new BenchmarkRule(
                    new Glob(c.Id.FullName),
                    MinimumEffect: ((1 + Math.Max(policy.LeastEffect, policy.RuleFor(c.Id, c.Metric).MinimumEffect!.Value))
                        * Math.Exp(Math.Sqrt(2) * z * SpreadOf(c, inputs))) - 1)),
            ],
        };
        return [.. Gate.Judge(inputs, widened).Judgements.Where(j => j.Verdict == Verdict.Regressed)];
    }

    private static double SpreadOf(Comparison c, IReadOnlyList<GateInput> inputs) =>
        inputs.FirstOrDefault(input => input.Candidate.Find(c.Id, c.Metric.Name) is not null)?.Spread?.For(c.Id) ?? SessionSpread.Prior;
}
