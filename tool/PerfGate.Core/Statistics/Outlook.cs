using PerfGate.Statistics.Ranks;
using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Statistics;

/// <summary>
/// What the rest of a plan may show of a comparison, judged by its launches so far (predictive power: D. J. Spiegelhalter, L. S. Freedman,
/// P. R. Blackburn, "Monitoring Clinical Trials: Conditional or Predictive Power?", 1986). It decides what to measure on, never a verdict.
/// </summary>
/// <param name="ChanceOfWorse">The chance that the plan's end calls the candidate worse, in [0, 1].</param>
/// <param name="ChanceOfNotWorse">The chance that it shows the candidate not to be worse, in [0, 1].</param>
public sealed record Outlook(double ChanceOfWorse, double ChanceOfNotWorse)
{
    private const double LeastPValue = 1e-12;

    /// <summary>The outlook of a comparison; null where its launches do not yet bound the ratio, or there will be no more of them.</summary>
    /// <param name="test">What the launches so far say.</param>
    /// <param name="x">The side that may be larger: one positive number a launch.</param>
    /// <param name="y">The other.</param>
    /// <param name="minimumEffect">The least change that matters, as a share.</param>
    /// <param name="atEnd">How many launches both sides will have at the plan's end.</param>
    /// <param name="level">The p-value that the plan's end takes to call a single comparison worse.</param>
    /// <param name="design">The test at the plan's end.</param>
    public static Outlook? Of(RatioTest test, double[] x, double[] y, double minimumEffect, (int X, int Y) atEnd, double level, TestDesign design)
    {
        var halfWidth = Math.Log(test.Interval.Upper / test.Interval.Lower) / 2;
        if (!double.IsFinite(halfWidth) || atEnd.X + atEnd.Y <= x.Length + y.Length)
        {
            return null;
        }

        // How much of the plan's information there is by now.
        var fraction = ((1.0 / atEnd.X) + (1.0 / atEnd.Y)) / ((1.0 / x.Length) + (1.0 / y.Length));
        var remaining = Math.Sqrt(Math.Max(0, 1 - fraction));
        return new Outlook(
            NormalDistribution.Standard.Cdf((Deviate(test.PSlower) - (Math.Sqrt(fraction) * Deviate(level))) / remaining),
            ChanceOfNotWorseAt(Math.Sqrt(fraction), remaining));

        double ChanceOfNotWorseAt(double narrowing, double remaining)
        {
            var (ratio, bound) = (Math.Log(test.Ratio), Math.Log(1 + minimumEffect));
            var deviation = halfWidth / Deviate(RatioTest.IntervalAlpha / 2) * remaining;
            // Bounds of launches that a slow state contaminates shrink by leaps, so what the ranks would show at the plan's end counts too; the sooner of both.
            double[] noise = [.. x.Select(value => Math.Log(value) - ratio).Concat(y.Select(value => Math.Log(value))).Order()];
            var toBeNotWorse = Math.Min(
                narrowing * Math.Log(test.Interval.Upper / test.Ratio),
                design.MainPartApart(atEnd.Y, atEnd.X).LeastShift(noise, RatioTest.IntervalAlpha / 2));
            return NormalDistribution.Standard.Cdf((bound - toBeNotWorse - ratio) / deviation);
        }
    }

    // Of a p-value, how many standard deviations a normal value lies above its mean; finite.
    private static double Deviate(double pValue) => -NormalDistribution.Standard.Quantile(Math.Clamp(pValue, LeastPValue, 1 - LeastPValue));
}
