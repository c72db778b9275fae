using PerfGate.Baselines;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Gating;

/// <summary>Benchmarks that a plan's looks decided one after the other.</summary>
public class StagesTests
{
    private const int Benchmarks = 7;
    private const int Planned = 20;
    private static readonly Metric Speed = new("GFlops", "", MetricDirection.HigherIsBetter, MetricKind.Sampled);

    [Theory]
    [InlineData(8, false, false)]
    [InlineData(12, false, false)]
    [InlineData(8, true, false)]
    [InlineData(8, false, true)]
    public void What_a_look_decided_stays_as_it_was_whatever_is_measured_on(int look, bool isHighBetter, bool isPaired)
    {
        var metric = isHighBetter ? Speed : Metric.Time;
        Comparison First(int launchesOfOthers, double laterTimes)
        {
            double At(int launch) => launch >= look ? laterTimes : 1;
            var result = Judge(seed: 3, metric, isPaired, i => i == 0 ? look : launchesOfOthers, (_, launch) => At(launch), slowdown: 1.1);
            return result.Judgements.Single(j => j.Comparison.Id == Make.Id("B0")).Comparison;
        }

        var then = First(look, 1);
        foreach (var now in new[] { First(Planned, 1), First(Planned, 3), First(18, 0.5) })
        {
            Assert.Equal(
                (then.PValue, then.AdjustedPValue, then.AdjustedPValueBetter, then.MinimumDetectableEffect, then.Interval),
                (now.PValue, now.AdjustedPValue, now.AdjustedPValueBetter, now.MinimumDetectableEffect, now.Interval));
        }

        Assert.InRange(then.PValue!.Value, 0, 0.5);
    }

    [Fact]
    public void What_was_decided_before_hardly_hides_what_the_plans_end_shows()
    {
        int Caught(int launchesOfOthers) => Enumerable.Range(0, 40).Count(seed =>
            Judge(seed, Metric.Time, isPaired: false, i => i == 0 ? Planned : launchesOfOthers, (_, _) => 1, slowdown: 1.042).VerdictOf("B0") == Verdict.Regressed);

        // A look spends a part of the error, so it is a little less than at the end of a plan that measured all.
        var ofAll = Caught(Planned);
        Assert.InRange(ofAll, 25, 40);
        Assert.InRange(Caught(8), 0.75 * ofAll, 40);
        Assert.InRange(Caught(5), 0.75 * ofAll, 40);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(18)]
    public void What_was_decided_before_takes_no_place_in_the_order_of_the_rest(int launchesOfOthers)
    {
        var last = Enumerable.Range(0, 50)
            .Select(i => Judge(seed: 1, Metric.Time, isPaired: false, i => i == 0 ? Planned : launchesOfOthers, (_, _) => 1, 1 + (0.001 * i)))
            .Select(result => result.Judgements.Single(j => j.Comparison.Id == Make.Id("B0")).Comparison)
            .First(comparison => comparison.PValue < 0.02);

        // By itself, one of seven, with what four looks left of the error.
        Assert.InRange(last.PValue!.Value, 0.001, 0.02);
        Assert.Equal(Benchmarks / 0.8 * last.PValue!.Value, last.AdjustedPValue!.Value, 9);
    }

    [Fact]
    public void Unchanged_benchmarks_stay_so_however_many_of_them_were_decided_before()
    {
        var flagged = Enumerable.Range(0, 300).Count(seed =>
            Judge(seed, Metric.Time, isPaired: false, i => i < 2 ? Planned : i < 4 ? 12 : i < 6 ? 8 : 5, (_, _) => 1, slowdown: 1).ExitCode == Diagnostics.ExitCode.Regressed);

        Assert.InRange(flagged, 0, 6);
    }

    [Fact]
    public void The_noise_of_what_was_decided_before_tells_which_launches_count()
    {
        var caught = Enumerable.Range(0, 40).Count(seed =>
        {
            var random = new Random(seed);
            // By itself the last one seems even, and then all of its launches would count.
            var last = (Ours: Make.Time("B0", Draws.MostlySlow(random, Planned).Select(v => v * 1.08)), Theirs: Make.Time("B0", Draws.MostlySlow(random, Planned)));
            var others = Enumerable.Range(1, 6).Select(i => (Ours: Make.Time($"B{i}", Draws.Contaminated(random, 8)), Theirs: Make.Time($"B{i}", Draws.Contaminated(random, Planned)))).ToArray();
            return Make.JudgeAtLook(
                Make.Run([last.Ours, .. others.Select(o => o.Ours)]), new Baseline([Make.Run([last.Theirs, .. others.Select(o => o.Theirs)])]), Planned).VerdictOf("B0") == Verdict.Regressed;
        });

        Assert.InRange(caught, 16, 40);
    }

    private static GateResult Judge(
        int seed, Metric metric, bool isPaired, Func<int, int> launches, Func<int, int, double> times, double slowdown)
    {
        var (ours, theirs) = (new List<Measured>(), new List<Measured>());
        foreach (var i in Enumerable.Range(0, Benchmarks))
        {
            var random = new Random((100 * seed) + i);
            var (x, y) = (Draws.Contaminated(random, Planned), Draws.Contaminated(random, Planned));
            var worse = i > 0 ? 1 : metric.Direction == MetricDirection.LowerIsBetter ? slowdown : 1 / slowdown;
            ours.Add(new Measured(Make.Id($"B{i}"), metric, Make.Sample(x.Take(launches(i)).Select((v, launch) => v * worse * (i == 0 ? 1 : times(i, launch))))));
            // In rounds, what slows one side slows the other.
            theirs.Add(new Measured(Make.Id($"B{i}"), metric, Make.Sample(isPaired ? y.Take(launches(i)).Select((v, launch) => v * times(i, launch)) : y)));
        }

        return Gate.Judge(
            [new GateInput(Make.Run(ours), new Baseline([Make.Run(theirs)]), []) { Looks = Looks.Before(Planned), IsPaired = isPaired }],
            GatePolicy.Default with { MinimumEffect = 0.02 });
    }
}
