using CsCheck;
using PerfGate.Baselines;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class LooksTests
{
    [Theory]
    [InlineData(20, new[] { 5, 8, 12, 18 }, new[] { 5, 12 })]
    [InlineData(10, new[] { 5, 8 }, new[] { 5 })]
    [InlineData(5, new int[0], new int[0])]
    public void The_looks_are_declared_by_the_plan_alone(int launches, int[] looks, int[] few)
    {
        Assert.Equal(looks, Looks.Before(launches).Launches);
        Assert.Equal(few, Looks.FewBefore(launches).Launches);
    }

    [Fact]
    public void The_looks_spend_no_more_than_the_whole_error() =>
        Gen.Int[1, 300].Sample(launches =>
        {
            var looks = Looks.Before(launches);

            // Wherever the time runs out, what was spent before and what is spent then are no more than all.
            return Enumerable.Range(1, launches).All(end =>
                looks.Launches.Where(look => look < end).Sum(looks.ShareAt) + looks.ShareAt(end) <= 1 + 1e-9
                && looks.ShareAt(end) > 0);
        });

    [Theory]
    [InlineData(5, 5, 0.05, true)]
    [InlineData(7, null, 0.95, false)]
    [InlineData(8, 8, 0.05, true)]
    [InlineData(20, null, 0.8, true)]
    public void A_stage_is_a_look_or_after_the_last_one(int launches, int? atLook, double share, bool isReachedByTheEnd)
    {
        var looks = Looks.Before(20);
        var stage = looks.StageAt(launches);

        Assert.Equal(atLook, stage.Launches);
        Assert.Equal(share, stage.Share, 9);
        Assert.Equal(isReachedByTheEnd, stage.IsReachedFrom(looks.StageAt(20)));
        Assert.Equal(launches < 8, looks.StageAt(8).IsReachedFrom(stage) == false);
        Assert.False(stage.IsReachedFrom(looks.StageAt(4)));
        Assert.False(stage.IsReachedFrom(Looks.Before(21).StageAt(20)));
    }

    [Fact]
    public void A_look_takes_more_evidence_than_the_end_of_a_plan()
    {
        double[] baseline = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8, 101.1, 100.9, 101.6, 100.4];
        var candidate = baseline.Take(5).Select(v => v * 1.07).ToArray();
        Verdict At(Looks looks) => Gate.Judge(
            [new GateInput(Make.Run(Make.Time("A", candidate)), new Baseline([Make.Run(Make.Time("A", baseline.Take(6)))]), []) { Looks = looks }],
            GatePolicy.Default with { MinimumEffect = 0.02 }).VerdictOf("A");

        Assert.Equal(Verdict.Regressed, At(Looks.OnlyAtTheEnd));
        Assert.Equal(Verdict.Inconclusive, At(Looks.Before(20)));
    }
}
