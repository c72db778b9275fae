using PerfGate.Baselines;
using PerfGate.Gating;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

public class EarlyStopTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    [Fact]
    public void What_is_shown_not_to_be_worse_is_decided() => Assert.False(IsUndecided(Steady));

    [Fact]
    public void What_is_shown_to_be_worse_is_decided() => Assert.False(IsUndecided(Steady.Select(v => v * 1.5)));

    [Fact]
    public void What_leans_towards_worse_is_measured_on() =>
        Assert.True(IsUndecided([104, 140, 106, 150, 110, 107, 160, 130]));

    [Fact]
    public void What_the_plan_could_not_decide_either_does_not_hold_it_up() =>
        Assert.False(IsUndecided([60, 190, 95, 160, 80, 110, 300, 70], [70, 180, 65, 170, 100, 90, 220, 120]));

    [Fact]
    public void What_the_rest_of_the_plan_would_decide_holds_it_up() =>
        Assert.True(IsUndecided([98, 113, 99, 114, 100, 112, 101, 111], planned: 1000));

    [Fact]
    public void Only_the_undecided_ones_are_measured_on()
    {
        var interim = Make.Judge(
            Make.Run(Make.Time("A", Steady), Make.Time("B", [104, 140, 106, 150, 110, 107, 160, 130])),
            Make.Run(Make.Time("A", Steady), Make.Time("B", Steady)));

        Assert.Equal([Make.Id("B")], EarlyStop.Undecided(interim, 20));
    }

    [Fact]
    public void On_another_machine_everything_is_measured_for_the_ratios()
    {
        var baseline = new Baseline([new SuiteRun("suite", Make.Elsewhere, [Make.Time("A", Steady)])]);
        var interim = Gate.Judge([new GateInput(Make.Run(Make.Time("A", Steady)), baseline, [])], GatePolicy.Default);

        Assert.NotEmpty(EarlyStop.Undecided(interim, 20));
    }

    [Fact]
    public void Where_something_is_lost_everything_that_is_left_is_measured_on()
    {
        var interim = Make.Judge(Make.Run(Make.Time("A", Steady)), Make.Run(Make.Time("A", Steady), Make.Time("B", Steady)));

        Assert.Contains(Make.Id("A"), EarlyStop.Undecided(interim, 20));
    }

    private static bool IsUndecided(IEnumerable<double> candidate, IEnumerable<double>? baseline = null, int planned = 20) =>
        EarlyStop.Undecided(Make.Judge(Make.Run(Make.Time("A", candidate)), Make.Run(Make.Time("A", baseline ?? Steady))), planned).Count > 0;
}
