using PerfGate.Statistics.Permutations;

namespace PerfGate.Core.Tests.Statistics.Permutations;

public class LaunchSpreadTests
{
    [Fact]
    public void Even_noise_is_told_from_noise_with_a_slow_state()
    {
        Assert.Equal(100, Enumerable.Range(0, 100).Count(seed => LaunchSpread.IsEven(Build(seed, Draws.Even))), 5.0);
        Assert.Equal(0, Enumerable.Range(0, 100).Count(seed => LaunchSpread.IsEven(Build(seed, Draws.Contaminated))), 5.0);
    }

    [Fact]
    public void Noise_is_not_even_where_half_of_the_benchmarks_have_most_launches_in_the_slow_state()
    {
        double[] mostlyFast = [.. Enumerable.Range(0, 14).Select(i => (0.005 * i) + (i < 10 ? 0 : 0.3))];
        double[] mostlySlow = [.. Enumerable.Range(0, 14).Select(i => (0.005 * i) + (i < 4 ? 0 : 0.3))];

        Assert.False(LaunchSpread.IsEven([mostlyFast, mostlySlow]));
        Assert.False(LaunchSpread.IsEven([mostlySlow]));
    }

    [Fact]
    public void A_handful_of_launches_tells_nothing()
    {
        double[][] contaminated = Build(1, Draws.Contaminated);

        Assert.False(LaunchSpread.IsEven(contaminated));
        Assert.False(LaunchSpread.IsEven([.. contaminated, .. Enumerable.Repeat<double[]>([1, 1.01, 1.02, 1.03, 1.04], 100)]));
        Assert.False(LaunchSpread.IsEven([[1, 1.01, 1.02]]));
    }

    [Fact]
    public void Benchmarks_that_are_alike_have_one_deviation()
    {
        var (deviations, degrees) = LaunchSpread.Even(Build(1, Draws.Even));

        Assert.All(deviations, deviation => Assert.InRange(deviation, 0.015, 0.025));
        Assert.True(deviations.Max() / deviations.Min() < 1.15);
        Assert.True(degrees > 20, $"{degrees}");
    }

    [Fact]
    public void Benchmarks_that_are_not_keep_their_own()
    {
        double[][] build = [.. Build(1, Draws.Even).Select((pooled, i) => (double[])[.. pooled.Select(v => v * Math.Pow(3, i))])];
        var (deviations, degrees) = LaunchSpread.Even(build);

        Assert.All(deviations.Zip(deviations.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 2, 4.5));
        Assert.True(degrees < 20, $"{degrees}");
    }

    [Fact]
    public void A_change_between_the_sides_and_a_slow_state_widen_no_deviation()
    {
        double[] calm = [.. Enumerable.Range(0, 14).Select(i => 0.01 * i)];
        // Apart in the middle, and the highest two far off.
        double[] torn = [.. calm.Select((v, i) => v + (i >= 7 ? 0.5 : 0) + (i >= 12 ? 2 : 0))];

        Assert.Equal(LaunchSpread.Contaminated([calm, calm, calm]).Deviations[0], LaunchSpread.Contaminated([torn, calm, calm]).Deviations[0], 6);
    }

    [Fact]
    public void Launches_that_are_all_alike_have_the_least_deviation_that_is_believed()
    {
        Assert.True(LaunchSpread.Contaminated([[0, 0, 0, 0, 0, 0]]).Deviations[0] > 0);
        Assert.Equal(LaunchSpread.Least, LaunchSpread.Even([[0, 0, 0, 0, 0, 0]]).Deviations[0], 9);
    }

    private static double[][] Build(int seed, Func<Random, int, double[]> noise)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 7).Select(_ => (double[])[.. noise(random, 14).Select(v => Math.Log(v)).Order()])];
    }
}
