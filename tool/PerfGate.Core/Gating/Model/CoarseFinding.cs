using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>What the <see cref="CoarseTest"/> says of a comparison with one to six launches.</summary>
/// <param name="Separation">By which factor the candidate lies above the baseline as a whole, noise included.</param>
/// <param name="Bound">Beyond which factor it is worse: what unchanged code may differ by, times 1 + minimum effect.</param>
/// <param name="Launches">The launches of the smaller side.</param>
public sealed record CoarseFinding(double Separation, double Bound, int Launches)
{
    // A suspect needs no control of errors, only a reader who is not bored by too many.
    private const double LeastSuspect = 1.1;

    /// <summary>Whether it is worse, however few launches there are.</summary>
    public bool IsWorse => Separation > Bound;

    /// <summary>Whether it lies clear of the baseline by more than a share, which a reader wants to know however few launches there are.</summary>
    /// <param name="minimumEffect">The least change that matters, as a share.</param>
    public bool SeemsWorse(double minimumEffect) => Separation >= Math.Max(LeastSuspect, 1 + minimumEffect);

    /// <summary>Looks at a comparison whose ranks and arrangements were tested.</summary>
    /// <param name="c">The comparison.</param>
    /// <param name="alpha">The error of the build.</param>
    /// <param name="comparisons">How many comparisons share it.</param>
    internal static Compared Apply(Compared c, double alpha, int comparisons)
    {
        if (!c.IsJudged || c.Comparison.Metric.Kind == MetricKind.Exact)
        {
            return c;
        }

        var effect = 1 + c.Rule.MinimumEffect!.Value;
        var launches = Math.Min(c.Candidate!.Launches.Length, c.Baseline!.Launches.Length);
        var direction = c.Comparison.Metric.Direction;
        var finding = new CoarseFinding(
            CoarseTest.Separation(Values(c.Candidate, direction), Values(c.Baseline, direction)),
            effect * CoarseTest.Factor(launches, comparisons, alpha * c.Share),
            launches);
        if (!CoarseTest.Suits(c.Candidate.Launches.Length, c.Baseline.Launches.Length) && !finding.IsWorse)
        {
            return c;
        }

        var comparison = c.Comparison with
        {
            Coarse = finding,
            IsSuspect = !finding.IsWorse && (c.Comparison.IsSuspect || finding.SeemsWorse(c.Rule.MinimumEffect.Value)),
            MinimumDetectableEffect = Math.Min(c.Comparison.MinimumDetectableEffect ?? double.PositiveInfinity, finding.Detectable(c.Comparison)),
        };
        // Where ranks would have shown less, they are the limit.
        return c with { Comparison = finding.IsWorse || c.Comparison.MinimumDetectableEffect is not null ? comparison : comparison.WithWarning(finding.Limit) };
    }

    private string Limit => $"{Format.Count(Launches, "launch")} show a slowdown only beyond a factor of {Format.Ratio(Bound)}";

    // Had all of the candidate been so much slower, it would lie beyond the bound.
    private double Detectable(Comparison c) => (c.Worsening * Bound / Separation) - 1;

    private static IEnumerable<IReadOnlyList<double>> Values(Sample sample, MetricDirection direction) =>
        Costs.Of(sample, direction).Launches.Select(launch => (IReadOnlyList<double>)launch.Iterations);
}
