using PerfGate.Baselines;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Gating;

public class EarlyStopTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    private static readonly double[] Uneven = [100, 101.3, 102.9, 104.1, 106.2, 109.8, 112.5, 130];

    [Fact]
    public void What_is_shown_not_to_be_worse_is_decided() => Assert.False(IsUndecided(Steady));

    [Fact]
    public void What_is_shown_to_be_worse_is_decided() => Assert.False(IsUndecided(Steady.Select(v => v * 1.5)));

    [Fact]
    public void What_the_comparisons_of_other_suites_may_undo_is_measured_on()
    {
        GateResult With(double slowdown) => Make.JudgeAtLook(
            Make.Run(Make.Time("A", Uneven.Select(v => v * slowdown))), new Baseline([Make.Run(Make.Time("A", Uneven))]), 20);
        var hardly = Enumerable.Range(0, 300).Select(i => With(1 + (0.001 * i))).First(result => result.VerdictOf("A") == Verdict.Regressed);
        var clearly = With(1.6);

        Assert.InRange(hardly.Judgements.Single().Comparison.AdjustedPValue!.Value, 0.005001, 0.01);
        Assert.InRange(clearly.Judgements.Single().Comparison.AdjustedPValue!.Value, 0, 0.005);
        Assert.Empty(EarlyStop.Undecided(hardly));
        Assert.Equal([Make.Id("A")], EarlyStop.Undecided(hardly, suites: 2));
        Assert.Empty(EarlyStop.Undecided(clearly, suites: 2));
    }

    [Fact]
    public void What_leans_towards_worse_is_measured_on() =>
        Assert.True(IsUndecided([104, 140, 106, 150, 110, 107, 160, 130]));

    [Fact]
    public void What_the_plan_could_not_decide_either_does_not_hold_it_up() =>
        Assert.False(IsUndecided([60, 190, 95, 160, 80, 110, 300, 70], [70, 180, 65, 170, 100, 90, 220, 120]));

    [Fact]
    public void What_the_rest_of_the_plan_would_decide_holds_it_up() =>
        Assert.True(Enumerable.Range(0, 20).Count(seed => IsUndecided(
            Draws.Even(new Random(seed), 8).Select(v => v * 1.04), Draws.Even(new Random(100 + seed), 40), planned: 40)) > 15);

    [Fact]
    public void What_a_metric_that_should_be_high_will_show_is_foreseen_from_its_side()
    {
        var speed = new Metric("GFlops", "", MetricDirection.HigherIsBetter, MetricKind.Sampled);
        // Of few launches of the baseline, and many to come of the candidate; so which side will grow matters.
        Comparison At(double factor) => Make.JudgeAtLook(
            Make.Run(new Measured(Make.Id("A"), speed, Make.Sample(Draws.Even(new Random(1), 5).Select(v => v * factor)))),
            new Baseline([Make.Run(new Measured(Make.Id("A"), speed, Make.Sample(Draws.Even(new Random(2), 10))))]),
            200).Judgements[0].Comparison;

        Assert.InRange(At(0.92).Outlook!.ChanceOfWorse, 0.5, 1);
        Assert.InRange(At(0.92).Outlook!.ChanceOfNotWorse, 0, 0.2);
        Assert.InRange(At(1.05).Outlook!.ChanceOfWorse, 0, 0.02);
        Assert.InRange(At(1.05).Outlook!.ChanceOfNotWorse, 0.9, 1);
    }

    [Fact]
    public void Rounds_of_both_sides_are_still_to_come_where_they_are_paired()
    {
        var random = new Random(4);
        var (ours, theirs) = (Make.Time("A", Draws.Even(random, 8).Select(v => v * 1.045)), Make.Time("A", Draws.Even(random, 8)));
        Outlook Of(bool isPaired) => Gate.Judge(
            [new GateInput(Make.Run(ours), new Baseline([Make.Run(theirs)]), []) { Looks = Looks.Before(60), IsPaired = isPaired }],
            GatePolicy.Default).Judgements[0].Comparison.Outlook!;

        Assert.True(Of(true).ChanceOfNotWorse > Of(false).ChanceOfNotWorse + 0.05, $"{Of(true)} {Of(false)}");
    }

    [Fact]
    public void Only_the_undecided_ones_are_measured_on()
    {
        var interim = Make.JudgeAtLook(
            Make.Run(Make.Time("A", Steady), Make.Time("B", [104, 140, 106, 150, 110, 107, 160, 130])),
            new Baseline([Make.Run(Make.Time("A", Steady), Make.Time("B", Steady))]), 20);

        Assert.Equal([Make.Id("B")], EarlyStop.Undecided(interim));
    }

    [Fact]
    public void On_another_machine_everything_is_measured_for_the_ratios()
    {
        var baseline = new Baseline([new SuiteRun("suite", Make.Elsewhere, [Make.Time("A", Steady)])]);
        var interim = Make.JudgeAtLook(Make.Run(Make.Time("A", Steady)), baseline, 20);

        Assert.NotEmpty(EarlyStop.Undecided(interim));
    }

    [Fact]
    public void Where_something_is_lost_everything_that_is_left_is_measured_on()
    {
        var interim = Make.JudgeAtLook(Make.Run(Make.Time("A", Steady)), new Baseline([Make.Run(Make.Time("A", Steady), Make.Time("B", Steady))]), 20);

        Assert.Contains(Make.Id("A"), EarlyStop.Undecided(interim));
    }

    private static bool IsUndecided(IEnumerable<double> candidate, IEnumerable<double>? baseline = null, int planned = 20) =>
        EarlyStop.Undecided(Make.JudgeAtLook(Make.Run(Make.Time("A", candidate)), new Baseline([Make.Run(Make.Time("A", baseline ?? Steady))]), planned)).Count > 0;
}
