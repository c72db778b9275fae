using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Correcting;

/// <summary>A comparison of a sampled metric that is tested.</summary>
/// <param name="Compared">The comparison.</param>
/// <param name="X">The summaries of the side that would be larger if the candidate were worse: one number a launch, in the order of launches.</param>
/// <param name="Y">Those of the other.</param>
internal sealed record Tested(Compared Compared, double[] X, double[] Y)
{
    /// <summary>Whether the larger side would be the candidate's.</summary>
    public bool IsLowerBetter => Compared.Comparison.Metric.Direction == MetricDirection.LowerIsBetter;

    /// <summary>The least change that matters, as a share.</summary>
    public double MinimumEffect => Compared.Rule.MinimumEffect!.Value;

    /// <summary>How it is tested.</summary>
    /// <param name="comparisons">How many comparisons share the error of the build.</param>
    public TestDesign Design(int comparisons) => new((int)Math.Ceiling(comparisons / Compared.Share), Compared.IsPaired);

    /// <summary>A look may spend its share of the error only.</summary>
    public double Spent(double pValue) => Math.Min(1, pValue / Compared.Share);

    /// <summary>A comparison whose both sides are there.</summary>
    public static Tested Of(Compared c)
    {
        var (ours, theirs) = (LaunchSummary.Minima(c.Candidate!), LaunchSummary.Minima(c.Baseline!));
        return c.Comparison.Metric.Direction == MetricDirection.LowerIsBetter ? new Tested(c, ours, theirs) : new Tested(c, theirs, ours);
    }
}
