namespace PerfGate.Statistics.Ranks;

/// <summary>
/// Shares the error of a build's tests out between the lowest launches and all of them, as the noise of its benchmarks asks for.
/// </summary>
/// <remarks>
/// <para>
/// The pooled launches of a benchmark say which of the two tests would show a smaller slowdown, were each launch drawn from them. That does not
/// look at which launch is whose, and where nothing changed, the sides may as well be swapped: so the tests that it chooses keep their level exactly
/// (R. V. Hogg, D. M. Fisher, R. H. Randles, "A Two-Sample Adaptive Distribution-Free Test", 1975).
/// </para>
/// <para>
/// One benchmark's launches are few to tell a shape by, and a slowdown blurs it. But the noise is the machine's more than the benchmark's, so each
/// borrows from the others of its build: it counts for a third, and their mean for two. Chosen on simulated shapes and on recordings
/// (docs/evaluation.md).
/// </para>
/// </remarks>
public static class NoiseShape
{
    private const double WeightOfBuild = 2 / 3.0;

    // From here on, all ranks have as much as they ever get.
    private const double Even = 0.3;

    // The lowest keep enough to see a slowdown that is many times the least.
    private const double MostOfAll = 0.98;

    private const double Clearest = 1;

    // The shape is the noise's, so how many comparisons there are does not matter: one in a thousand.
    private static readonly TestDesign Typical = new(10);

    /// <summary>The designs of a build's comparisons, each with the share of all ranks that suits it.</summary>
    /// <param name="build">The designs, and both sides of each comparison: one positive number a launch.</param>
    public static IReadOnlyList<TestDesign> Suit(IReadOnlyList<(TestDesign Design, double[] X, double[] Y)> build)
    {
        var evenness = InParallel.Select(build, (c, _) => Evenness(c.X, c.Y));
        var ofBuild = evenness.DefaultIfEmpty().Average();
        return
        [
            .. build.Select((c, i) => c.Design with
            {
                ShareOfAll = MostOfAll * Math.Clamp((((1 - WeightOfBuild) * evenness[i]) + (WeightOfBuild * ofBuild)) / Even, 0, 1),
            }),
        ];
    }

    /// <summary>
    /// The logarithm of how many times the slowdown that all ranks would show the lowest would take: above 0 where all ranks see more, 0 where
    /// neither could show any; within [-1, 1].
    /// </summary>
    public static double Evenness(double[] x, double[] y)
    {
        double[] pooled = [.. x.Concat(y).Select(value => Math.Log(value)).Order()];
        // As if there were as many of both: how many there are says nothing about the noise.
        var (half, other) = (pooled.Length / 2, pooled.Length - (pooled.Length / 2));
        var byLowest = Typical.LowestApart(half, other).LeastShift(pooled, Typical.Level);
        var byAll = TestDesign.AllApart(half, other).LeastShift(pooled, Typical.Level);
        return byLowest == byAll ? 0 : Math.Clamp(Math.Log(byLowest / byAll), -Clearest, Clearest);
    }
}
