using PerfGate.Statistics.Permutations;
using static PerfGate.Core.Tests.Statistics.Permutations.Builds;

namespace PerfGate.Core.Tests.Statistics.Permutations;

/// <summary>The slowdown that a build's test could have shown.</summary>
public class MostShiftTests
{
    private const double Alpha = 0.01;

    [Theory]
    [InlineData(5, false)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(20, false)]
    [InlineData(20, true)]
    public void The_shift_that_would_still_be_rejected_is_the_bound(int launches, bool isContaminated)
    {
        var build = Build(4, launches, isContaminated ? Draws.Contaminated : Draws.Even);
        build[1] = build[1] with { X = [.. build[1].X.Select(v => v * (isContaminated ? 1.6 : 1.2))] };
        var shift = new BuildTest(build, 4).MostShift(1, Alpha);
        // Of drawn arrangements, fewer are asked.
        var within = launches > 8 ? 0.01 : 0.002;

        Assert.InRange(shift, 0.01, isContaminated ? 0.6 : 0.2);
        Assert.True(PValueOf(shift - within) <= Alpha);
        Assert.True(PValueOf(shift + (2 * within)) > Alpha);

        double PValueOf(double by)
        {
            var shifted = build.ToArray();
            shifted[1] = shifted[1] with { X = [.. shifted[1].X.Select(v => v / Math.Exp(by))] };
            return new BuildTest(shifted, 4).Adjusted[1];
        }
    }

    /// <summary>No reader lets such values in; whatever gets past one must not search for a bound for ever.</summary>
    [Theory(Timeout = 20_000)]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public async Task Values_that_no_clock_gives_are_refused(double value)
    {
        Sides[] InX = [Apart([1, 2, value, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7])];
        Sides[] InY = [Apart([1, 2, 3, 4, 5, 6, 7], [1, value, 3, 4, 5, 6, 7])];

        await Task.Run(
            () => Assert.All([InX, InY], build => Assert.Throws<ArgumentException>(() => new BuildTest(build, 1).MostShift(0, Alpha))),
            TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(1, 8)]
    [InlineData(4, 7)]
    [InlineData(4, 8)]
    public void With_nothing_taken_off_the_bound_is_where_the_comparison_was_rejected(int comparisons, int launches)
    {
        foreach (var seed in Enumerable.Range(0, 8))
        {
            var random = new Random(seed);
            var build = Build(comparisons, launches, (_, n) => Draws.Contaminated(random, n));
            build[0] = build[0] with { X = [.. build[0].X.Select(v => v * 1.3)] };
            var few = new BuildTest(build, comparisons);
            var p = few.Adjusted[0];
            Assert.True(p < few.Adjusted.Skip(1).Append(1).Min(), $"seed {seed}: another comparison was first");

            // A slower x is another order of the same arrangements, so p may rise a little before it falls.
            Assert.True(few.MostShift(0, p * 1.3) > -0.002, $"seed {seed}: rejected at {p}, but not by its own bound");
            Assert.True(few.MostShift(0, p / 1.3) < 0.002, $"seed {seed}: not rejected below {p}, but by its own bound");
        }
    }
}
