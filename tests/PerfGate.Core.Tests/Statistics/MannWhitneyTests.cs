using CsCheck;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class MannWhitneyTests
{
    public static TheoryData<int, int> AllSizesUpToEight()
    {
        var data = new TheoryData<int, int>();
        for (var n = 1; n <= 8; n++)
        {
            for (var m = 1; m <= 8; m++)
            {
                data.Add(n, m);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllSizesUpToEight))]
    public void P_values_agree_with_counting_every_arrangement(int n, int m)
    {
        var counts = new int[(n * m) + 1];
        Count(counts, n, m, u: 0);
        double total = counts.Sum();
        for (var u = 0; u <= n * m; u++)
        {
            var (x, y) = SamplesWithU(n, m, u);

            Assert.Equal(counts[u..].Sum() / total, MannWhitney.PValueGreater(x, y), 9);
        }
    }

    [Fact]
    public void The_least_p_value_is_that_of_complete_separation() =>
        Assert.Equal(1 / 184756.0, MannWhitney.LeastPValue(10, 10), 12);

    [Theory]
    [InlineData(31, 30, 700)]
    [InlineData(40, 40, 1150)]
    [InlineData(20, 60, 900)]
    public void Beyond_the_exact_sizes_the_tail_is_right_to_five_percent(int n, int m, int u)
    {
        var (x, y) = SamplesWithU(n, m, u);

        Assert.InRange(MannWhitney.PValueGreater(x, y) / ExactTail(n, m, u), 0.95, 1.05);
    }

    [Fact]
    public void Ties_speak_against_significance() =>
        Gen.Double[1, 2].Array[3, 8].Sample(x => MannWhitney.PValueGreater(x, x) >= 0.5);

    private static void Count(int[] counts, int n, int m, int u)
    {
        if (n == 0 || m == 0)
        {
            counts[u]++;
            return;
        }

        // The largest value is an x, which is above all m y, or a y, which is above none of the x that count here.
        Count(counts, n - 1, m, u + m);
        Count(counts, n, m - 1, u);
    }

    /// <summary>The Gaussian binomial coefficient's upper terms: the number of partitions of u into at most n parts of at most m.</summary>
    private static double ExactTail(int n, int m, int u)
    {
        var counts = new double[(n * m) + 1];
        counts[0] = 1;
        for (var part = 1; part <= n; part++)
        {
            for (var i = n * m; i >= m + part; i--)
            {
                counts[i] -= counts[i - m - part];
            }

            for (var i = part; i <= n * m; i++)
            {
                counts[i] += counts[i - part];
            }
        }

        return counts[u..].Sum() / counts.Sum();
    }

    private static (double[] X, double[] Y) SamplesWithU(int n, int m, int u)
    {
        double[] y = [.. Enumerable.Range(1, m).Select(i => i * 10.0)];
        var x = new double[n];
        for (var i = 0; i < n; i++)
        {
            var above = Math.Min(m, u);
            u -= above;
            x[i] = (above * 10.0) + 5 + (i * 0.1);
        }

        return (x, y);
    }
}
