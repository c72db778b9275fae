using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
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

    [Fact]
    public void Another_version_of_the_harness_leaves_the_suites_own_counters_to_be_judged()
    {
        SuiteRun Run(string version, double factor) => new(
            "suite", Make.Here with { Harness = $"BenchmarkDotNet {version}" },
            [Make.Time("A", Steady.Select(v => v * factor)), Make.Allocated("A", 24 * factor), Make.Allocated("A", 10 * factor) with { Metric = Make.Kernels }]);

        var result = Gate.Judge([new GateInput(Run("0.15.8", 3), new Baseline([Run("0.15.4", 1)]), [])], GatePolicy.Default);

        Assert.Equal(["KernelsLaunched"], result.Judgements.Where(j => j.Verdict == Verdict.Regressed).Select(j => j.Comparison.Metric.Name));
        Assert.Equal([3.0, 3.0], result.Judgements.Where(j => j.Verdict == Verdict.Inconclusive && j.Comparison.IsOnlyShown).Select(j => Math.Round(j.Comparison.Ratio!.Value, 3)));
        Assert.Contains(DiagnosticCode.PG3012, result.Codes(Severity.Warning));
    }

    [Theory]
    [InlineData(4000, 8000, 8192, 8192, Verdict.Inconclusive)]
    [InlineData(0, 500, 0, 547, Verdict.Inconclusive)]
    [InlineData(0, 600, 0, 547, Verdict.Regressed)]
    [InlineData(0, 600, 547, 547, Verdict.Inconclusive)]
    [InlineData(0, 1200, 547, 547, Verdict.Regressed)]
    [InlineData(0, 23, 0, 32, Verdict.Unchanged)]
    [InlineData(40, 40, 9, 9, Verdict.Unchanged)]
    [InlineData(40, 64, 9, 9, Verdict.Regressed)]
    public void What_differs_within_the_resolution_is_undecided(double theirs, double ours, double theirResolution, double ourResolution, Verdict verdict)
    {
        Measured Of(double bytes, double resolution) => Make.Allocated("A", bytes) with { Sample = new Sample([new Launch([bytes], resolution), new Launch([bytes], resolution)]) };

        var result = Judge(Make.Run(Of(ours, ourResolution)), Make.Here, GatePolicy.Default, Of(theirs, theirResolution));

        Assert.Equal(verdict, result.Judgements.Single().Verdict);
        Assert.Equal(verdict == Verdict.Inconclusive, result.Codes(Severity.Warning).Contains(DiagnosticCode.PG4020));
    }

    private static GateResult Judge(SuiteRun candidate, HostEnvironment host, GatePolicy policy, params IEnumerable<Measured> baseline) =>
        Gate.Judge([new GateInput(candidate, new Baseline([new SuiteRun("suite", host, baseline)]), [])], policy);

    private static GateResult Judge(SuiteRun candidate, HostEnvironment host) => Judge(
        candidate, host, GatePolicy.Default,
        candidate.Measured[0].Metric == Metric.Allocated ? Make.Allocated("A", 0) : Make.Time("A", Steady));
}
