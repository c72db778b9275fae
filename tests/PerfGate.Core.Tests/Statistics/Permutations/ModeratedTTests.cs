using PerfGate.Statistics.Permutations;

namespace PerfGate.Core.Tests.Statistics.Permutations;

public class ModeratedTTests
{
    [Fact]
    public void Of_one_comparison_it_is_students()
    {
        // By hand: t = 0.25 / sqrt(0.19 / 7 * (1 / 4 + 1 / 5)) = 2.2621, with seven degrees of freedom.
        Assert.Equal(0.02908, new ModeratedT([([1.1, 1.3, 1.2, 1.6], [1.0, 1.2, 0.9, 1.1, 1.05])]).PValueGreater(0), 4);
    }

    [Fact]
    public void It_believes_the_builds_variance_where_benchmarks_are_alike()
    {
        var random = new Random(2);
        (double[] X, double[] Y) Logs() => ([.. Draws.Even(random, 4).Select(v => Math.Log(v))], [.. Draws.Even(random, 4).Select(v => Math.Log(v))]);
        // Four launches that happen to agree are no proof of little noise.
        (double[] X, double[] Y) lucky = ([4.641, 4.645, 4.637, 4.641], [4.621, 4.625, 4.617, 4.621]);

        var alone = new ModeratedT([lucky]).PValueGreater(0);
        var amongOthers = new ModeratedT([lucky, .. Enumerable.Range(0, 11).Select(_ => Logs())]).PValueGreater(0);

        Assert.True(amongOthers > 10 * alone, $"{alone} alone, {amongOthers} among others");
    }
}
