using CsCheck;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class CoarseTestTests
{
    private static readonly Gen<double[][]> Side = Gen.Double[1, 100].Array[1, 5].Array[1, 6];

    [Theory]
    [InlineData(1, 1, 5.3)]
    [InlineData(1, 7, 9.88)]
    [InlineData(1, 1000, 48.3)]
    [InlineData(2, 7, 3.53)]
    [InlineData(3, 7, 2.72)]
    [InlineData(3, 50, 3.36)]
    [InlineData(6, 1, 2.04)]
    [InlineData(6, 400, 2.8)]
    public void The_factor_is_that_of_the_page(int launches, int benchmarks, double factor) =>
        Assert.Equal(factor, CoarseTest.Factor(launches, benchmarks, 0.01), 0.005 * factor);

    [Fact]
    public void More_benchmarks_and_a_stricter_promise_need_a_larger_factor_and_more_launches_a_smaller_one() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 2000], Gen.Double[0.0001, 0.005]).Sample((launches, benchmarks, alpha) =>
        {
            var factor = CoarseTest.Factor(launches, benchmarks, alpha);

            return factor > 2
                && CoarseTest.Factor(launches, benchmarks + 1, alpha) > factor
                && CoarseTest.Factor(launches, benchmarks, alpha / 2) > factor
                && CoarseTest.Factor(launches + 1, benchmarks, alpha) < factor;
        });

    [Fact]
    public void A_lenient_promise_does_not_go_below_what_code_may_differ_by() => Assert.True(CoarseTest.Factor(6, 1, 0.5) > 2);

    [Fact]
    public void The_separation_is_from_the_least_iteration_to_the_slowest_launch() =>
        // The slowest launch of the baseline took 110 mostly; what it met once does not count.
        Assert.Equal(330.0 / 110, CoarseTest.Separation([[400, 330, 350], [500, 490, 480]], [[100, 90, 105], [109, 990, 110]]), 12);

    [Fact]
    public void The_separation_grows_with_the_shift_and_does_not_depend_on_the_unit() =>
        Gen.Select(Side, Side, Gen.Double[0.01, 100]).Sample((candidate, baseline, factor) =>
        {
            var separation = CoarseTest.Separation(candidate, baseline);

            return Close(CoarseTest.Separation(Times(candidate, factor), baseline), factor * separation)
                && Close(CoarseTest.Separation(Times(candidate, factor), Times(baseline, factor)), separation);
        });

    [Fact]
    public void More_launches_never_separate_further() =>
        Gen.Select(Side, Side, Side).Sample((candidate, baseline, more) =>
            CoarseTest.Separation([.. candidate, .. more], baseline) <= CoarseTest.Separation(candidate, baseline)
            && CoarseTest.Separation(candidate, [.. baseline, .. more]) <= CoarseTest.Separation(candidate, baseline));

    [Theory]
    [InlineData(1, 40, true)]
    [InlineData(40, 6, true)]
    [InlineData(7, 7, false)]
    public void It_is_for_one_to_six_launches_on_the_smaller_side(int candidate, int baseline, bool suits) =>
        Assert.Equal(suits, CoarseTest.Suits(candidate, baseline));

    private static double[][] Times(double[][] side, double factor) => [.. side.Select(launch => (double[])[.. launch.Select(v => v * factor)])];

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(b);
}
