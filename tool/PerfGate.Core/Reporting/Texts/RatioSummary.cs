using PerfGate.Gating.Model;


namespace PerfGate.Reporting.Texts;

/// <summary>The ratios of one rule inside a run, in one line.</summary>
/// <param name="Name">The rule's name, such as <c>lazy / eager</c>.</param>
/// <param name="Pairs">How many pairs of benchmarks there are, at least one.</param>
/// <param name="Mean">Their geometric mean.</param>
/// <param name="Least">The least ratio.</param>
/// <param name="Most">The largest ratio.</param>
/// <param name="BaselineMean">The geometric mean of the baseline's ratios, of those pairs that it has; null where it has none.</param>
public sealed record RatioSummary(string Name, int Pairs, double Mean, double Least, double Most, double? BaselineMean)
{
    /// <summary>Sums up the ratios of a result, rule by rule.</summary>
    public static IEnumerable<RatioSummary> Of(GateResult result) => result.Ratios.GroupBy(ratio => ratio.Name).Select(rule => new RatioSummary(
        rule.Key,
        rule.Count(),
        GeometricMean(rule.Select(ratio => ratio.Ratio)),
        rule.Min(ratio => ratio.Ratio),
        rule.Max(ratio => ratio.Ratio),
        rule.Any(ratio => ratio.BaselineRatio is not null) ? GeometricMean(rule.Select(ratio => ratio.BaselineRatio).OfType<double>()) : null));

    private static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}
