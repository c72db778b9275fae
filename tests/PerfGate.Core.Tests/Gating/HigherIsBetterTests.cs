using System.Collections.Immutable;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>Of throughput, what disturbs takes away: the best iteration of a launch is the highest, and all is judged as the time that it is the inverse of.</summary>
public class HigherIsBetterTests
{
    private static readonly Metric Throughput = new("throughput", "requests/s", MetricDirection.HigherIsBetter, MetricKind.Sampled);
    private static readonly Metric Duration = new("duration", "us", MetricDirection.LowerIsBetter, MetricKind.Sampled);

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void A_launch_is_its_highest_iteration(int launches)
    {
        var side = Make.Judge(Run(1, launches, 100), Run(2, launches, 100)).Judgements.Single().Comparison.Candidate!;

        Assert.InRange(side.Value, 0.0099, 0.0101);
    }

    [Fact]
    public void Disturbed_iterations_hide_no_slowdown() =>
        Assert.Equal(Verdict.Regressed, Make.Judge(Run(1, 10, 115), Run(2, 10, 100)).VerdictOf("A", "throughput"));

    [Theory]
    [InlineData(2, 300)]
    [InlineData(8, 103)]
    [InlineData(10, 90)]
    [InlineData(12, 112)]
    public void It_is_judged_as_the_time_it_is_the_inverse_of(int launches, double time)
    {
        var speed = Make.Judge(Run(1, launches, time), Run(2, launches, 100)).Judgements.Single();
        var slow = Make.Judge(Run(1, launches, time, Duration), Run(2, launches, 100, Duration)).Judgements.Single();

        Assert.Equal(slow.Verdict, speed.Verdict);
        Assert.Equal(slow.Comparison.PValue!.Value, speed.Comparison.PValue!.Value, 9);
        Assert.Equal(slow.Comparison.Ratio!.Value, 1 / speed.Comparison.Ratio!.Value, 9);
        Assert.Equal(slow.Comparison.Interval!.Value.Upper, 1 / speed.Comparison.Interval!.Value.Lower, 9);
        Assert.Equal(slow.Comparison.MinimumDetectableEffect ?? 0, speed.Comparison.MinimumDetectableEffect ?? 0, 9);
        Assert.Equal(slow.Comparison.Warnings, speed.Comparison.Warnings);
    }

    // The first iteration of each launch is as it should be, and one of the others is disturbed, by much; some launches are slow altogether.
    private static SuiteRun Run(int seed, int launches, double time, Metric? metric = null)
    {
        var random = new Random(seed);
        ImmutableArray<double> Times(int launch)
        {
            var value = time * (1 + (0.002 * random.NextDouble())) * (launch % 5 == 4 ? 1.4 : 1);
            return [value, value * (2 + (5 * random.NextDouble())), value * 1.01];
        }

        return Make.Run(new Measured(Make.Id("A"), metric ?? Throughput, new Sample(
            [.. Enumerable.Range(0, launches).Select(Times).Select(times => new Launch(metric is null ? [.. times.Select(t => 1 / t)] : times))])));
    }
}
