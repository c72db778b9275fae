using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Ranks;

public class DetectionTests
{
    // As all drawn checks searched one by one have it.
    [Theory]
    [InlineData(1, 5, 7, 0.04994408580068721)]
    [InlineData(2, 5, 50, 0.25984998169070095)]
    [InlineData(3, 12, 7, 0.038809880090711513)]
    public void Is_the_least_slowdown_that_every_drawn_check_catches(int seed, int launches, int comparisons, double expected)
    {
        var random = new Random(seed);
        double[] Launches() => [.. Enumerable.Range(0, launches).Select(_ => 100 * (1 + (0.05 * random.NextDouble()) + (random.NextDouble() < 0.3 ? 0.2 : 0)))];

        Assert.Equal(expected, Detection.Of(Launches(), Launches(), 1, 0.02, 0.01, comparisons)!.Value, 1e-12);
    }
}
