using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Statistics.Permutations;

/// <summary>
/// Moderated t-tests of "x is larger than y": each comparison's variance borrows strength from the others' of its build (G. K. Smyth, "Linear
/// Models and Empirical Bayes Methods", 2004), so that a few launches may do. It takes the values to be normal, which those of a shared
/// machine are not: it makes suspects, never a verdict.
/// </summary>
public sealed class ModeratedT
{
    private const double MostDegrees = 1000;
    private const double SmallestVariance = 1e-12;
    private readonly (double Difference, double Error, double Degrees)[] _comparisons;

    /// <summary>The tests of a build.</summary>
    /// <param name="build">Both sides of each comparison, on a logarithmic scale; each at least two values.</param>
    public ModeratedT(IReadOnlyList<(double[] X, double[] Y)> build)
    {
        var degrees = build.Select(c => c.X.Length + c.Y.Length - 2.0).ToArray();
        var variances = build.Select((c, i) => (SquaresOf(c.X) + SquaresOf(c.Y)) / degrees[i]).ToArray();
        var (priorVariance, priorDegrees) = Prior(variances, degrees);
        _comparisons =
        [
            .. build.Select((c, i) =>
            {
                var variance = ((priorDegrees * priorVariance) + (degrees[i] * variances[i])) / (priorDegrees + degrees[i]);
                var error = Math.Sqrt(Math.Max(SmallestVariance, variance) * ((1.0 / c.X.Length) + (1.0 / c.Y.Length)));
                return (c.X.Average() - c.Y.Average(), error, priorDegrees + degrees[i]);
            }),
        ];
    }

    /// <summary>The one-sided p-value of one comparison by itself.</summary>
    /// <param name="comparison">Which of the build.</param>
    /// <param name="shift">What to add to each value of x first.</param>
    public double PValueGreater(int comparison, double shift = 0)
    {
        var (difference, error, degrees) = _comparisons[comparison];
        return new StudentDistribution(degrees).Cdf(-(difference + shift) / error);
    }

    /// <summary>The scaled inverse chi-square prior whose logarithm has the mean and variance seen (method of moments).</summary>
    private static (double Variance, double Degrees) Prior(double[] variances, double[] degrees)
    {
        // One comparison has nobody to borrow from.
        if (variances.Length < 2)
        {
            return (0, 0);
        }

        var logs = variances.Select((v, i) => Math.Log(Math.Max(SmallestVariance, v)) - Digamma(degrees[i] / 2) + Math.Log(degrees[i] / 2)).ToArray();
        var excess = (logs.Sum(v => Math.Pow(v - logs.Average(), 2)) / (logs.Length - 1)) - degrees.Average(d => Trigamma(d / 2));
        // No more spread than chance explains: one variance for all.
        var prior = MostDegrees;
        for (var candidate = 0.5; excess > 0 && candidate < MostDegrees; candidate *= 1.1)
        {
            if (Trigamma(candidate / 2) < excess)
            {
                prior = candidate;
                break;
            }
        }

        return (Math.Exp(logs.Average() + Digamma(prior / 2) - Math.Log(prior / 2)), prior);
    }

    private static double SquaresOf(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }

    private static double Digamma(double x) => x < 6 ? Digamma(x + 1) - (1 / x) : Math.Log(x) - (1 / (2 * x)) - (1 / (12 * x * x));

    private static double Trigamma(double x) => x < 6 ? Trigamma(x + 1) + (1 / (x * x)) : (1 / x) + (1 / (2 * x * x)) + (1 / (6 * x * x * x));
}
