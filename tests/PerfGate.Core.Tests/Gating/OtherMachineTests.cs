using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

public class OtherMachineTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];
    private static readonly GatePolicy WithRatio = GatePolicy.Default with { Ratios = [new RatioRule("lazy / eager", "Lazy", "Eager")] };

    [Fact]
    public void Times_are_shown_and_never_red()
    {
        var result = Judge(Make.Run(Make.Time("A", Steady.Select(v => v * 3))), Make.Elsewhere);

        Assert.Equal((Outcome.Inconclusive, ExitCode.Passed), (result.Outcome, result.ExitCode));
        Assert.False(result.Environment.MatchesBaseline);
        Assert.Equal(3, result.Judgements.Single().Comparison.Ratio!.Value, 3);
        Assert.Contains(DiagnosticCode.PG3004, result.Codes(Severity.Warning));
        Assert.Equal("Other there, Test here", result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG3004).Evidence);
    }

    [Fact]
    public void Exact_metrics_carry_over() =>
        Assert.Equal(ExitCode.Regressed, Judge(Make.Run(Make.Allocated("A", 24)), Make.Elsewhere).ExitCode);

    [Fact]
    public void Exact_metrics_of_another_runtime_do_not() =>
        Assert.Equal(ExitCode.Passed, Judge(Make.Run(Make.Allocated("A", 24)), Make.Here with { Runtime = ".NET 9.0.3" }).ExitCode);

    [Fact]
    public void A_lost_benchmark_is_red_on_every_machine() =>
        Assert.Equal(ExitCode.SuiteFailed, Judge(Make.Run(Make.Time("B", Steady)), Make.Elsewhere).ExitCode);

    [Theory]
    [InlineData(PolicyAction.Warn, ExitCode.Passed)]
    [InlineData(PolicyAction.Fail, ExitCode.Regressed)]
    public void A_ratio_inside_the_run_that_rose_is_reported_as_the_policy_says(PolicyAction action, ExitCode exitCode)
    {
        // Twice as fast a machine, and lazy lost half of its advantage.
        var candidate = Make.Run(Make.Time("AddEager", Steady.Select(v => v / 2)), Make.Time("AddLazy", Steady.Select(v => v * 0.4)));

        var result = Judge(candidate, Make.Elsewhere, WithRatio with { OnRatio = action }, Make.Time("AddEager", Steady), Make.Time("AddLazy", Steady.Select(v => v * 0.4)));

        Assert.True(result.Ratios.Single().Changed);
        Assert.Equal(0.8, result.Ratios.Single().Ratio, 2);
        Assert.Equal(0.4, result.Ratios.Single().BaselineRatio!.Value, 2);
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public void A_ratio_that_kept_is_not_reported()
    {
        var candidate = Make.Run(Make.Time("AddEager", Steady.Select(v => v / 2)), Make.Time("AddLazy", Steady.Select(v => v * 0.2)));

        var result = Judge(candidate, Make.Elsewhere, WithRatio, Make.Time("AddEager", Steady), Make.Time("AddLazy", Steady.Select(v => v * 0.4)));

        Assert.False(result.Ratios.Single().Changed);
    }

    [Fact]
    public void Another_patch_level_is_judged_and_said()
    {
        var result = Judge(Make.Run(Make.Time("A", Steady)), Make.Here with { Runtime = ".NET 10.0.7" });

        Assert.True(result.Environment.MatchesBaseline);
        Assert.Equal([DiagnosticCode.PG3006], result.Codes(Severity.Warning));
    }

    private static GateResult Judge(SuiteRun candidate, HostEnvironment host, GatePolicy policy, params IEnumerable<Measured> baseline) =>
        Gate.Judge([new GateInput(candidate, new Baseline([new SuiteRun("suite", host, baseline)]), [])], policy);

    private static GateResult Judge(SuiteRun candidate, HostEnvironment host) => Judge(
        candidate, host, GatePolicy.Default,
        candidate.Measured[0].Metric == Metric.Allocated ? Make.Allocated("A", 0) : Make.Time("A", Steady));
}
