using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Correcting;

/// <summary>A comparison of a sampled metric that is tested.</summary>
/// <param name="Compared">The comparison.</param>
/// <param name="Candidate">What the candidate costs: see <see cref="Costs"/>.</param>
/// <param name="Baseline">What the baseline costs.</param>
internal sealed record Tested(Compared Compared, Sample Candidate, Sample Baseline)
{
    /// <summary>The least of each of the candidate's launches, in their order.</summary>
    public double[] X { get; } = LaunchSummary.Minima(Candidate);

    /// <summary>The least of each of the baseline's.</summary>
    public double[] Y { get; } = LaunchSummary.Minima(Baseline);

    /// <summary>Whether what is measured is what it costs, and not the inverse of that.</summary>
    public bool IsLowerBetter => Compared.Comparison.Metric.Direction == MetricDirection.LowerIsBetter;

    /// <summary>The least change that matters, as a share.</summary>
    public double MinimumEffect => Compared.Rule.MinimumEffect!.Value;

    /// <summary>How it is tested.</summary>
    /// <param name="comparisons">How many comparisons share the error of the build.</param>
    public TestDesign Design(int comparisons) => new((int)Math.Ceiling(comparisons / Compared.Share), Compared.IsPaired);

    /// <summary>A look may spend its share of the error only.</summary>
    public double Spent(double pValue) => Math.Min(1, pValue / Compared.Share);

    /// <summary>A comparison whose both sides are there.</summary>
    public static Tested Of(Compared c) =>
        new(c, Costs.Of(c.Candidate!, c.Comparison.Metric.Direction), Costs.Of(c.Baseline!, c.Comparison.Metric.Direction));
}
