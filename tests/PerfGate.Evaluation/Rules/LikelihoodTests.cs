using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Evaluation.Rules;

/// <summary>
/// Likelihood-ratio tests of "x is larger than y" on logarithms, under models of a clean state that a slow one contaminates. Both
/// states of x are shifted alike; the p-value is the one-sided one of a normal square root of the ratio.
/// </summary>
internal static class LikelihoodTests
{
    private const int Steps = 40;
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

    // Launches that are all alike give no likelihood.
    private static double OneSided(double shift, double gain) => double.IsNaN(shift) || double.IsNaN(gain) ? 1
        : 1 - NormalDistribution.Standard.Cdf(Math.Sign(shift) * Math.Sqrt(Math.Max(0, 2 * gain)));

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
            var hazard = z > 6 ? z : Density(z) / (1 - NormalDistribution.Standard.Cdf(z));
            var first = center + (deviation * hazard);
            return (first, (center * center) + (deviation * deviation) + (deviation * hazard * (cut + center)));
        }

        static double Square((double First, double Second) e, double center) => e.Second - (2 * center * e.First) + (center * center);

        double LogDensity(double v, double center) => v < cut
            ? Math.Log(Math.Max(1e-300, Density((v - center) / deviation) / deviation))
            : Math.Log(Math.Max(1e-300, 1 - NormalDistribution.Standard.Cdf((cut - center) / deviation)));
    }

    private static (double LogLikelihood, double Shift) FitMixture(double[] values, int x, bool isShifted)
    {
        var sorted = values.Order().ToArray();
        var (fast, slow, shift) = (sorted[sorted.Length / 4], sorted[^(1 + (sorted.Length / 10))], 0.0);
        var (narrow, wide, share) = (0.02, 0.2, 0.25);
        var slowness = new double[values.Length];
        for (var step = 0; step < Steps; step++)
        {
            var (weight, weighted, isSlow) = (0.0, 0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                slowness[i] = Slowness(Clean(i));
                isSlow += slowness[i];
                // The shift that fits x best, where a value weighs as much as its state is narrow.
                var (ofFast, ofSlow) = ((1 - slowness[i]) / (narrow * narrow), slowness[i] / (wide * wide));
                weight += i < x ? ofFast + ofSlow : 0;
                weighted += i < x ? (ofFast * (values[i] - fast)) + (ofSlow * (values[i] - slow)) : 0;
            }

            shift = isShifted ? weighted / weight : 0;
            share = Math.Clamp(isSlow / values.Length, 0.01, 0.8);
            var isFast = Math.Max(1e-9, values.Length - isSlow);
            (fast, slow) = (Sum((v, s) => (1 - s) * v) / isFast, Sum((v, s) => s * v) / Math.Max(1e-9, isSlow));
            narrow = Math.Max(SmallestDeviation, Math.Sqrt(Sum((v, s) => (1 - s) * (v - fast) * (v - fast)) / isFast));
            wide = Math.Max(2 * narrow, Math.Sqrt(Sum((v, s) => s * (v - slow) * (v - slow)) / Math.Max(1e-9, isSlow)));
        }

        return (Sum((v, _) => Math.Log(Math.Max(1e-300, Fast(v) + Slow(v)))), shift);

        double Clean(int i) => values[i] - (i < x ? shift : 0);
        double Fast(double v) => (1 - share) * Density((v - fast) / narrow) / narrow;
        double Slow(double v) => share * Density((v - slow) / wide) / wide;
        double Slowness(double v) => Slow(v) / Math.Max(1e-300, Fast(v) + Slow(v));
        double Sum(Func<double, double, double> of)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += of(Clean(i), slowness[i]);
            }

            return sum;
        }
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
