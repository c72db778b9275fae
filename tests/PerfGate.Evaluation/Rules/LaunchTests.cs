using System.Collections.Concurrent;
using PerfGate.Statistics.Ranks;
using Perfolizer.Mathematics.SignificanceTesting;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Metrology;

namespace PerfGate.Evaluation.Rules;

/// <summary>Tests of "x is larger than y" on one number a launch; each gives a p-value.</summary>
internal static class LaunchTests
{
    public const int Permutations = 4000;

    /// <summary>The tests, by name; the last argument is how many comparisons the build makes.</summary>
    public static IReadOnlyDictionary<string, Func<double[], double[], int, double>> All { get; } =
        new Dictionary<string, Func<double[], double[], int, double>>
        {
            ["lower-tail ranks alone"] = (x, y, count) => new TestDesign(count).Lowest(x.Length, y.Length).PValueGreater(x, y),
            ["normal scores of all ranks"] = (x, y, _) => NormalScoresOf(x.Length, y.Length).PValueGreater(x, y),
            ["Mann-Whitney"] = (x, y, _) => PeerRules.MannWhitneyP(x, y, 1),
            ["Welch on logarithms"] = (x, y, _) => WelchP([.. x.Select(v => Math.Log(v))], [.. y.Select(v => Math.Log(v))]),
            ["permutation, mean of the lowest third"] = (x, y, _) => PermutationP(x, y, 3),
            ["permutation, mean of the lowest fifth"] = (x, y, _) => PermutationP(x, y, 5),
            ["censored likelihood"] = (x, y, _) => LikelihoodTests.CensoredP(x, y),
            ["likelihood of two states"] = (x, y, _) => LikelihoodTests.MixtureP(x, y),
        };

    private static readonly ConcurrentDictionary<(int, int), IndependentRankTest> NormalScores = new();

    private static IndependentRankTest NormalScoresOf(int x, int y) =>
        NormalScores.GetOrAdd((x, y), _ => new IndependentRankTest(x, y, RankScores.Normal(x + y)));

    public static double WelchP(double[] x, double[] y)
    {
        var p = WelchTest.Instance.GetPValue(new Pragmastat.Sample(x), new Pragmastat.Sample(y), AlternativeHypothesis.Greater, Threshold.Zero).Value;
        return double.IsNaN(p) ? 1 : p;
    }

    private static double PermutationP(double[] x, double[] y, int share)
    {
        double[] pooled = [.. x, .. y];
        var random = new Random(pooled.Length);
        var seen = Difference(pooled, x.Length, share);
        if (seen <= 0)
        {
            return 1;
        }

        var asLarge = 1;
        // Beyond this it is no small p-value, whatever it is.
        for (var i = 0; i < Permutations && asLarge <= Permutations / 20; i++)
        {
            random.Shuffle(pooled);
            asLarge += Difference(pooled, x.Length, share) >= seen ? 1 : 0;
        }

        return asLarge > Permutations / 20 ? 1 : asLarge / (Permutations + 1.0);
    }

    private static double Difference(double[] pooled, int x, int share) => Lowest(pooled[..x], share) - Lowest(pooled[x..], share);

    private static double Lowest(double[] values, int share) =>
        values.Order().Take(Math.Max(1, values.Length / share)).Average(v => Math.Log(v));
}
