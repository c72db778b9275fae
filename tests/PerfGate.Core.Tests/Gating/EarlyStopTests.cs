using PerfGate.Baselines;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Gating;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Gating;

public class EarlyStopTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8, 101.1, 100.9, 101.6, 100.4];
    private static readonly Looks Plan = Looks.Before(48);

    [Fact]
    public void What_seems_no_worse_is_dismissed() => Assert.False(IsUndecided(Steady));

    [Fact]
    public void What_is_shown_to_be_worse_is_decided() => Assert.False(IsUndecided(Steady.Select(v => v * 1.5)));

    [Fact]
    public void What_leans_towards_worse_is_measured_on() => Assert.True(IsUndecided([105.3, 140, 106.5, 150, 110, 107, 160, 130, 105.6, 145, 120, 155]));

    [Fact]
    public void A_first_look_finds_what_is_far_away_and_dismisses_what_is_nothing()
    {
        Assert.False(IsUndecided(Steady.Take(6).Select(v => v * 10), launches: 6));
        Assert.False(IsUndecided(Steady.Take(6).Select(v => v * 1.01), launches: 6));
        Assert.True(IsUndecided(Steady.Take(6).Select(v => v * 1.06), launches: 6));
    }

    [Fact]
    public void A_metric_that_should_be_high_is_measured_on_where_it_is_low()
    {
        var speed = new Metric("GFlops", "", MetricDirection.HigherIsBetter, MetricKind.Sampled);
        int Left(double factor) => EarlyStop.Undecided(Make.JudgeAtLook(
            Make.Run(new Measured(Make.Id("A"), speed, Make.Sample(Draws.Even(new Random(1), 12).Select(v => v * factor)))),
            new Baseline([Make.Run(new Measured(Make.Id("A"), speed, Make.Sample(Draws.Even(new Random(2), 12))))]), 48), Plan, GatePolicy.Default).Count;

        Assert.Equal(1, Left(0.945));
        Assert.Equal(0, Left(1.05));
    }

    [Fact]
    public void Only_the_undecided_ones_are_measured_on()
    {
        var interim = Make.JudgeAtLook(
            Make.Run(Make.Time("A", Steady), Make.Time("B", [105.3, 140, 106.5, 150, 110, 107, 160, 130, 105.6, 145, 120, 155])),
            new Baseline([Make.Run(Make.Time("A", Steady), Make.Time("B", Steady))]), 48);

        Assert.Equal([Make.Id("B")], EarlyStop.Undecided(interim, Plan, GatePolicy.Default));
    }

    [Fact]
    public void On_another_machine_everything_is_measured_for_the_ratios()
    {
        var baseline = new Baseline([new SuiteRun("suite", Make.Elsewhere, [Make.Time("A", Steady)])]);
        var interim = Make.JudgeAtLook(Make.Run(Make.Time("A", Steady)), baseline, 48);

        Assert.NotEmpty(EarlyStop.Undecided(interim, Plan, GatePolicy.Default));
    }

    [Fact]
    public void Where_something_is_lost_everything_that_is_left_is_measured_on()
    {
        var interim = Make.JudgeAtLook(Make.Run(Make.Time("A", Steady)), new Baseline([Make.Run(Make.Time("A", Steady), Make.Time("B", Steady))]), 48);

        Assert.Contains(Make.Id("A"), EarlyStop.Undecided(interim, Plan, GatePolicy.Default));
    }

    private static bool IsUndecided(IEnumerable<double> candidate, int launches = 12) =>
        EarlyStop.Undecided(Make.JudgeAtLook(Make.Run(Make.Time("A", candidate)), new Baseline([Make.Run(Make.Time("A", Steady.Take(launches)))]), 48), Plan, GatePolicy.Default).Count > 0;
}
