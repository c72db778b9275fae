using CsCheck;
using PerfGate.Baselines;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class LooksTests
{
    [Theory]
    [InlineData(48, new[] { 6, 12, 24 })]
    [InlineData(24, new[] { 6, 12 })]
    [InlineData(96, new[] { 6, 12, 24, 48 })]
    [InlineData(16, new[] { 6, 12 })]
    [InlineData(4, new int[0])]
    public void The_looks_are_declared_by_the_plan_alone(int launches, int[] looks) => Assert.Equal(looks, Looks.Before(launches).Launches);

    [Fact]
    public void The_looks_spend_no_more_than_the_whole_error_wherever_the_plan_ends() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300]).Sample((planned, end) =>
        {
            var looks = Looks.Before(planned).ClosedAt(end);

            return Math.Abs(looks.Launches.Sum(looks.ShareAt) + looks.ShareAt(end) - 1) < 1e-9 && looks.ShareAt(end) > 0.2;
        });

    [Fact]
    public void A_plan_that_ends_on_a_look_has_all_there_that_was_not_spent_before()
    {
        var looks = Looks.Before(48);

        Assert.Equal(0.15, looks.ShareAt(12), 9);
        Assert.Equal(0.95, looks.ClosedAt(12).ShareAt(12), 9);
        Assert.Equal(0.05, looks.ClosedAt(12).ShareAt(6), 9);
        Assert.Null(looks.ClosedAt(12).DismissedAbove(12));
    }

    [Fact]
    public void Later_looks_dismiss_less_easily_and_the_end_dismisses_nothing()
    {
        var levels = Looks.Before(48) is var looks ? looks.Launches.Select(launches => looks.DismissedAbove(launches)!.Value).ToArray() : [];

        Assert.Equal(levels.OrderDescending(), levels);
        Assert.Null(Looks.Before(48).DismissedAbove(48));
    }

    [Fact]
    public void A_look_takes_more_evidence_than_the_end_of_a_plan()
    {
        double[] baseline = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8, 101.1, 100.9, 101.6, 100.4];
        var candidate = baseline.Take(6).Select(v => v * 1.035).ToArray();
        double At(Looks looks) => Gate.Judge(
            [new GateInput(Make.Run(Make.Time("A", candidate)), new Baseline([Make.Run(Make.Time("A", baseline))]), []) { Looks = looks }],
            GatePolicy.Default with { MinimumEffect = 0.02 }).Judgements.Single().Comparison.AdjustedPValue!.Value;

        Assert.InRange(At(Looks.OnlyAtTheEnd), 1e-6, 0.05);
        Assert.InRange(At(Looks.Before(48)), 2 * At(Looks.OnlyAtTheEnd), 1);
    }

    [Fact]
    public void Not_worse_is_shown_at_all_looks_together_no_oftener_than_at_one()
    {
        // Exactly at the bound, where "unchanged" is wrong: each look has a part of 2.5 %.
        var wrong = Enumerable.Range(0, 160).Count(seed =>
        {
            var random = new Random(seed);
            var (x, y) = (Draws.Even(random, 48), Draws.Even(random, 48));
            var looks = Looks.Before(48);
            return looks.Launches.Append(48).Any(count => Gate.Judge(
                [new GateInput(Make.Run(Make.Time("A", x.Take(count).Select(v => v * 1.05))), new Baseline([Make.Run(Make.Time("A", y.Take(count)))]), []) { Looks = looks, IsPaired = true }],
                GatePolicy.Default).VerdictOf("A") == Verdict.Unchanged);
        });

        Assert.InRange(wrong, 0, 8);
    }
}
