using PerfGate.Statistics;
using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Evaluation.Rules;

/// <summary>
/// A moderated t-test: each benchmark's variance borrows strength from the others' (G. K. Smyth, "Linear Models and Empirical Bayes
/// Methods", 2004), so that a few launches may do. On logarithms of launch minima, corrected by Holm.
/// </summary>
internal static class ModeratedRule
{
    public static Rule Rule { get; } = new("minimum; moderated t, variance shared by the build", build =>
    {
        var variances = build.Select(side => Variance(Logs(side.Candidate), Logs(side.Baseline))).ToArray();
        var degrees = build[0].Candidate.Length + build[0].Baseline.Length - 2.0;
        var (priorVariance, priorDegrees) = Prior(variances, degrees);
        var pValues = build.Select((side, i) =>
        {
            var variance = ((priorDegrees * priorVariance) + (degrees * variances[i])) / (priorDegrees + degrees);
            var difference = Logs(side.Candidate).Average() - Logs(side.Baseline).Average() - Math.Log(1 + LaunchRules.MinimumEffect);
            var t = difference / Math.Sqrt(Math.Max(1e-12, variance) * ((1.0 / side.Candidate.Length) + (1.0 / side.Baseline.Length)));
            return 1 - new StudentDistribution(priorDegrees + degrees).Cdf(t);
        }).ToArray();
        return Holm.Adjust(pValues);
    });

    private static double[] Logs(double[][] launches) => [.. launches.Select(launch => Math.Log(launch.Min()))];

    private static double Variance(double[] x, double[] y) =>
        (x.Sum(v => Math.Pow(v - x.Average(), 2)) + y.Sum(v => Math.Pow(v - y.Average(), 2))) / (x.Length + y.Length - 2);

    /// <summary>The scaled inverse chi-square prior whose logarithm has the mean and variance seen (method of moments).</summary>
    private static (double Variance, double Degrees) Prior(double[] variances, double degrees)
    {
        var logs = variances.Select(v => Math.Log(Math.Max(1e-12, v)) - Digamma(degrees / 2) + Math.Log(degrees / 2)).ToArray();
        var excess = (logs.Sum(v => Math.Pow(v - logs.Average(), 2)) / (logs.Length - 1)) - Trigamma(degrees / 2);
        // No more spread than chance explains: one variance for all.
        var prior = 1000.0;
        for (var candidate = 0.5; excess > 0 && candidate < 1000; candidate *= 1.1)
        {
            if (Trigamma(candidate / 2) < excess)
            {
                prior = candidate;
                break;
            }
        }

        return (Math.Exp(logs.Average() + Digamma(prior / 2) - Math.Log(prior / 2)), prior);
    }

    private static double Digamma(double x) => x < 6 ? Digamma(x + 1) - (1 / x) : Math.Log(x) - (1 / (2 * x)) - (1 / (12 * x * x));

    private static double Trigamma(double x) => x < 6 ? Trigamma(x + 1) + (1 / (x * x)) : (1 / x) + (1 / (2 * x * x)) + (1 / (6 * x * x * x));
}
