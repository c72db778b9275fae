namespace PerfGate.Core.Tests.Statistics;

/// <summary>Launches drawn from noise of a known shape, around 100.</summary>
internal static class Draws
{
    /// <summary>Nearly normal, with a standard deviation of 2 %.</summary>
    public static double[] Even(Random random, int count) => Of(random, count, 0);

    /// <summary>The same, and one launch in ten 1.1 times as slow.</summary>
    public static double[] Mild(Random random, int count) => Of(random, count, 0.1, 1.1);

    /// <summary>With a standard deviation of 1 %, and three launches of ten 1.4 times as slow.</summary>
    public static double[] Contaminated(Random random, int count) => Of(random, count, 0.3, 1.4, 0.01);

    /// <summary>The same, but six of ten: by itself, it lies about as far below its median as above.</summary>
    public static double[] MostlySlow(Random random, int count) => Of(random, count, 0.6, 1.4, 0.01);

    // The sum of twelve uniform values is nearly normal.
    private static double[] Of(Random random, int count, double slow, double times = 1, double deviation = 0.02) =>
    [
        .. Enumerable.Range(0, count).Select(_ =>
            100 * (1 + (deviation * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))) * (random.NextDouble() < slow ? times : 1)),
    ];
}
