using PerfGate.Statistics.ChangePoints;

namespace PerfGate.Core.Tests.Statistics.ChangePoints;

public class ChangeSearchTests
{
    private const double Alpha = 0.01;

    [Fact]
    public void A_step_is_found_at_its_place_with_its_height()
    {
        var values = Noise(1, 30, i => i >= 17 ? Math.Log(1.1) : 0);

        var change = Assert.Single(ChangeSearch.Find(values, Alpha));

        Assert.Equal((17, 17, false), (change.Start, change.End, change.IsCreep));
        Assert.InRange(Math.Exp(change.Shift), 1.09, 1.11);
        Assert.InRange(change.Level, -0.01, 0.01);
    }

    [Fact]
    public void Steps_up_and_down_are_found_each()
    {
        var changes = ChangeSearch.Find(Noise(2, 60, i => i is >= 20 and < 40 ? 0.1 : 0), Alpha);

        Assert.Equal([(20, 1), (40, -1)], changes.Select(change => (change.Start, Math.Sign(change.Shift))));
    }

    [Fact]
    public void Many_small_steps_are_creep_and_a_few_large_ones_are_not()
    {
        var creep = Assert.Single(ChangeSearch.Find(Noise(3, 50, i => 0.1 * i / 49), Alpha));
        var stairs = ChangeSearch.Find(Noise(4, 60, i => 0.1 * (i / 20)), Alpha);

        Assert.True(creep.IsCreep);
        Assert.Equal((0, 49), (creep.Start, creep.End));
        Assert.InRange(creep.Shift, 0.085, 0.115);
        Assert.Equal([20, 40], stairs.Select(change => change.Start));
        Assert.DoesNotContain(stairs, change => change.IsCreep);
    }

    [Fact]
    public void An_outlier_or_two_are_no_change()
    {
        var values = Noise(5, 30, _ => 0);
        (values[10], values[11], values[29]) = (1, 1, 2);

        Assert.Empty(ChangeSearch.Find(values, Alpha));
    }

    [Fact]
    public void So_few_values_cannot_tell()
    {
        for (var count = 0; count <= 9; count++)
        {
            Assert.Empty(ChangeSearch.Find([.. Enumerable.Range(0, count).Select(i => i < count / 2 ? 0.0 : 1)], Alpha));
        }
    }

    [Fact]
    public void What_is_equal_all_along_has_no_change() => Assert.Equal(1, ChangeSearch.PValue(new double[40], Alpha));

    [Fact]
    public void Turned_round_or_upside_down_it_is_the_same()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var values = Noise(seed, 25, i => i > 12 ? 0.01 : 0);
            var p = ChangeSearch.PValue(values, Alpha);

            Assert.Equal(p, ChangeSearch.PValue([.. values.Select(value => -value)], Alpha), 1e-9);
            Assert.Equal(p, ChangeSearch.PValue([.. values.Reverse()], Alpha), 1e-9);
            Assert.Equal(p, ChangeSearch.PValue([.. values.Select(Math.Exp)], Alpha), 1e-9);
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(200)]
    public void Of_unchanged_sequences_no_more_are_called_changed_than_said(int count)
    {
        const int Sequences = 2000;
        var random = new Random(count);

        // Heavy tails: what ranks do not see.
        var wrong = Enumerable.Range(0, Sequences).Count(_ => ChangeSearch.PValue([.. Enumerable.Range(0, count).Select(_ => Math.Tan(Math.PI * (random.NextDouble() - 0.5)))], 0.05) <= 0.05);

        Assert.InRange(wrong / (double)Sequences, 0, 0.05);
    }

    [Fact]
    public void Exact_values_step_where_a_new_one_stays()
    {
        Assert.Equal([3, 6], ExactSteps.Find([24, 24, 24, 48, 48, 48, 24, 24], 0.02));
        Assert.Empty(ExactSteps.Find([24, 24, 48, 24, 24, 48, 48, 24], 0.02));
        Assert.Equal([4], ExactSteps.Find([1000, 1001, 1000, 1002, 1100, 1101], 0.02));
        Assert.Equal([2], ExactSteps.Find([0, 0, 24, 24], 0.02));
        // Once is not yet.
        Assert.Empty(ExactSteps.Find([24, 24, 24, 48], 0.02));
        Assert.False(ExactSteps.Repeats([1, 2, 1, 2, 3], 0.02));
        Assert.True(ExactSteps.Repeats([1, 1, 1, 1, 2, 2], 0.02));
    }

    private static double[] Noise(int seed, int count, Func<int, double> level)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => level(i) + (0.03 * (random.NextDouble() - 0.5)))];
    }
}
