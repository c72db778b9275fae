using PerfGate.Gating;

namespace PerfGate.Core.Tests.Gating;

public class EarlyStopTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    [Theory]
    [InlineData(20, new[] { 8, 14 })]
    [InlineData(10, new[] { 4, 7 })]
    [InlineData(5, new[] { 2, 4 })]
    [InlineData(4, new int[0])]
    public void The_looks_are_declared_by_the_plan_alone(int launches, int[] looks) => Assert.Equal(looks, EarlyStop.Looks(launches));

    [Fact]
    public void What_is_shown_not_to_be_worse_is_settled() => Assert.True(IsSettled(Steady));

    [Fact]
    public void A_regression_is_never_called_early() => Assert.False(IsSettled(Steady.Select(v => v * 1.5)));

    [Fact]
    public void What_leans_towards_worse_is_measured_on() =>
        Assert.False(IsSettled([104, 140, 106, 150, 110, 107, 160, 130]));

    [Fact]
    public void What_the_plan_could_not_decide_either_does_not_hold_it_up() =>
        Assert.True(IsSettled([60, 190, 95, 160, 80, 110, 300, 70], [70, 180, 65, 170, 100, 90, 220, 120]));

    [Fact]
    public void What_the_rest_of_the_plan_would_decide_holds_it_up() =>
        Assert.False(IsSettled([98, 113, 99, 114, 100, 112, 101, 111], planned: 1000));

    [Fact]
    public void On_another_machine_the_whole_plan_is_measured_for_the_ratios()
    {
        var baseline = new PerfGate.Baselines.Baseline([new PerfGate.Results.SuiteRun("suite", Make.Elsewhere, [Make.Time("A", Steady)])]);
        var interim = Gate.Judge([new GateInput(Make.Run(Make.Time("A", Steady)), baseline, [])], GatePolicy.Default);

        Assert.False(EarlyStop.IsSettled(interim, 20));
    }

    private static bool IsSettled(IEnumerable<double> candidate, IEnumerable<double>? baseline = null, int planned = 20) =>
        EarlyStop.IsSettled(Make.Judge(Make.Run(Make.Time("A", candidate)), Make.Run(Make.Time("A", baseline ?? Steady))), planned);
}
