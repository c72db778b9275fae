using PerfGate.Baselines;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;

namespace PerfGate.Core.Tests.Gating;

/// <summary>What a check says where nothing points to a slowdown.</summary>
public class PassedTests
{
    [Fact]
    public void A_check_in_which_nothing_seems_slower_passes_and_says_what_it_would_have_caught()
    {
        var result = Check(candidate: 5, times: 1);

        var judgement = Assert.Single(result.Judgements);
        Assert.Contains(judgement.Verdict, new[] { Verdict.Passed, Verdict.Unchanged });
        Assert.Equal(Outcome.Passed, result.Outcome);
        Assert.InRange(judgement.Comparison.Detects!.Value, 0.05, 0.12);
    }

    [Fact]
    public void What_seems_slower_is_a_suspect_and_does_not_pass()
    {
        var result = Check(candidate: 5, times: 1.08);

        Assert.Single(result.Suspects);
        Assert.NotEqual(Outcome.Passed, result.Outcome);
    }

    [Fact]
    public void The_noisier_the_larger_is_what_would_have_been_caught() =>
        Assert.True(Check(5, 1, noise: 10).Judgements[0].Comparison.Detects > 2 * Check(5, 1).Judgements[0].Comparison.Detects);

    [Fact]
    public void What_is_coarser_than_the_policy_asks_for_is_inconclusive()
    {
        Assert.Equal(Outcome.Inconclusive, Check(5, 1, GatePolicy.Default with { Resolution = 0.01 }, noise: 10).Outcome);
        Assert.Equal(Outcome.Passed, Check(5, 1, GatePolicy.Default with { Resolution = 2 }, noise: 10).Outcome);
    }

    [Fact]
    public void A_launch_that_could_make_no_suspect_passes_nothing() =>
        Assert.Equal(Verdict.Inconclusive, Check(candidate: 1, times: 1, stored: 1).Judgements[0].Verdict);

    [Fact]
    public void Of_two_runs_that_are_compared_nothing_is_passed_that_is_not_shown() =>
        Assert.Equal(Verdict.Inconclusive, Check(5, 1, noise: 20, isScreen: false).Judgements[0].Verdict);

    private static GateResult Check(int candidate, double times, GatePolicy? policy = null, int stored = 20, double noise = 1, bool isScreen = true)
    {
        // The lowest launches of both are as low.
        double[] Side(int seed, int count, double factor) => [.. Draws.Even(new Random(seed), count).Select((v, i) => factor * (i == 0 ? 100 : 100 + (noise * Math.Abs(v - 100))))];
        return Gate.Judge(
            [new GateInput(Make.Run(Make.Time("A", Side(1, candidate, times))), new Baseline([Make.Run(Make.Time("A", Side(2, stored, 1)))]), []) { IsScreen = isScreen }],
            policy ?? GatePolicy.Default);
    }
}
