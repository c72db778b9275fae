using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Evaluation.Rules;

/// <summary>
/// Likelihood-ratio tests of "x is larger than y" on logarithms, under models of a clean state that a slow one contaminates. Both
/// states of x are shifted alike; the p-value is the one-sided one of a normal square root of the ratio.
/// </summary>
internal static class LikelihoodTests
{
    private const int Steps = 60;
    private const double SmallestDeviation = 1e-3;

    /// <summary>Normal values of which all above the pooled 60 % quantile are only known to be above it; fitted by EM.</summary>
    public static double CensoredP(double[] x, double[] y)
    {
        var pooled = x.Concat(y).Select(v => Math.Log(v)).ToArray();
        var cut = pooled.Order().ElementAt((int)(0.6 * pooled.Length));
        var (freeLikelihood, shift) = FitCensored(pooled, x.Length, cut, true);
        return OneSided(shift, freeLikelihood - FitCensored(pooled, x.Length, cut, false).LogLikelihood);
    }

    /// <summary>A mixture of two normal states whose spreads and shares are shared by both sides; fitted by EM.</summary>
    public static double MixtureP(double[] x, double[] y)
    {
        var pooled = x.Concat(y).Select(v => Math.Log(v)).ToArray();
        var (freeLikelihood, shift) = FitMixture(pooled, x.Length, true);
        return OneSided(shift, freeLikelihood - FitMixture(pooled, x.Length, false).LogLikelihood);
    }

    private static double OneSided(double shift, double gain) =>
        1 - NormalDistribution.Standard.Cdf(Math.Sign(shift) * Math.Sqrt(Math.Max(0, 2 * gain)));

    private static (double LogLikelihood, double Shift) FitCensored(double[] values, int x, double cut, bool isShifted)
    {
        var (mean, shift, deviation) = (values.Where(v => v < cut).DefaultIfEmpty(cut).Average(), 0.0, 0.05);
        for (var step = 0; step < Steps; step++)
        {
            // What is censored counts as its expectation, and as its expected square.
            var expected = values.Select((v, i) => Expect(v, i < x ? mean + shift : mean)).ToArray();
            var (ofX, ofY) = (expected[..x].Average(e => e.First), expected[x..].Average(e => e.First));
            (mean, shift) = isShifted ? (ofY, ofX - ofY) : (expected.Average(e => e.First), 0);
            deviation = Math.Max(SmallestDeviation, Math.Sqrt(expected.Select((e, i) => Square(e, i < x ? mean + shift : mean)).Average()));
        }

        return (values.Select((v, i) => LogDensity(v, i < x ? mean + shift : mean)).Sum(), shift);

        (double First, double Second) Expect(double v, double center)
        {
            if (v < cut)
            {
                return (v, v * v);
            }

            var z = (cut - center) / deviation;
            var hazard = z > 6 ? z : NormalDistribution.Standard.Pdf(z) / (1 - NormalDistribution.Standard.Cdf(z));
            var first = center + (deviation * hazard);
            return (first, (center * center) + (deviation * deviation) + (deviation * hazard * (cut + center)));
        }

        static double Square((double First, double Second) e, double center) => e.Second - (2 * center * e.First) + (center * center);

        double LogDensity(double v, double center) => v < cut
            ? Math.Log(Math.Max(1e-300, NormalDistribution.Standard.Pdf((v - center) / deviation) / deviation))
            : Math.Log(Math.Max(1e-300, 1 - NormalDistribution.Standard.Cdf((cut - center) / deviation)));
    }

    private static (double LogLikelihood, double Shift) FitMixture(double[] values, int x, bool isShifted)
    {
        var sorted = values.Order().ToArray();
        var (fast, slow, shift) = (sorted[sorted.Length / 4], sorted[^(1 + (sorted.Length / 10))], 0.0);
        var (narrow, wide, share) = (0.02, 0.2, 0.25);
        for (var step = 0; step < Steps; step++)
        {
            var slowness = values.Select((v, i) => Slowness(v - (i < x ? shift : 0))).ToArray();
            if (isShifted)
            {
                // The shift that fits x best, where a value weighs as much as its state is narrow.
                var weights = slowness[..x].Select(s => ((1 - s) / (narrow * narrow)) + (s / (wide * wide))).ToArray();
                shift = values[..x].Select((v, i) => ((1 - slowness[i]) * (v - fast) / (narrow * narrow)) + (slowness[i] * (v - slow) / (wide * wide))).Sum() / weights.Sum();
            }

            var clean = values.Select((v, i) => v - (i < x ? shift : 0)).ToArray();
            share = Math.Clamp(slowness.Average(), 0.01, 0.8);
            fast = clean.Select((v, i) => (1 - slowness[i]) * v).Sum() / slowness.Sum(s => 1 - s);
            slow = clean.Select((v, i) => slowness[i] * v).Sum() / Math.Max(1e-9, slowness.Sum());
            narrow = Math.Max(SmallestDeviation, Math.Sqrt(clean.Select((v, i) => (1 - slowness[i]) * (v - fast) * (v - fast)).Sum() / slowness.Sum(s => 1 - s)));
            wide = Math.Max(2 * narrow, Math.Sqrt(clean.Select((v, i) => slowness[i] * (v - slow) * (v - slow)).Sum() / Math.Max(1e-9, slowness.Sum())));
        }

        return (values.Select((v, i) => Math.Log(Math.Max(1e-300, Fast(v - (i < x ? shift : 0)) + Slow(v - (i < x ? shift : 0))))).Sum(), shift);

        double Fast(double v) => (1 - share) * NormalDistribution.Standard.Pdf((v - fast) / narrow) / narrow;
        double Slow(double v) => share * NormalDistribution.Standard.Pdf((v - slow) / wide) / wide;
        double Slowness(double v) => Slow(v) / Math.Max(1e-300, Fast(v) + Slow(v));
    }
}
