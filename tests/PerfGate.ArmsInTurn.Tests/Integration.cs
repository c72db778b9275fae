using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using PerfGate.ArmsInTurn.Tests.Benchmarks;
using RunMode = BenchmarkDotNet.Diagnosers.RunMode;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>How it fits with the rest of BenchmarkDotNet.</summary>
public class Integration
{
    [Fact]
    public void Diagnosers_get_each_arms_signals_and_none_between_its_count()
    {
        Measuring.Run<Three>(Measuring.OneCall, config => config.AddDiagnoser(new SignalLog(RunMode.NoOverhead)));

        foreach (string arm in (string[])["A 1", "B 1", "C 1"])
        {
            string[] signals = [.. Events.All.Where(said => said.EndsWith($" {arm}", StringComparison.Ordinal) && said.Length > 10).Select(said => said.Split(' ')[0])];
            Assert.Equal(["BeforeAnythingElse", "BeforeActualRun", "AfterActualRun", "AfterAll"], signals);
        }

        string[] all = [.. Events.All.Where(said => said.StartsWith("After", StringComparison.Ordinal))];
        Assert.All(all.Chunk(2), pair => Assert.Equal(pair[0].Replace("AfterActualRun", "AfterAll", StringComparison.Ordinal), pair[1]));
    }

    [Fact]
    public void A_diagnoser_that_wants_a_run_of_its_own_watches_one_arm_alone()
    {
        Summary summary = Measuring.Run<Three>(Measuring.OneCall, config => config.AddDiagnoser(new SignalLog(RunMode.ExtraRun)));

        Assert.All(summary.Reports, report => Assert.Equal(Measuring.Iterations, report.Timed().Length));
        string[] during = [.. Events.All
            .SkipWhile(said => said != "BeforeActualRun A 1").Skip(1)
            .TakeWhile(said => said != "AfterActualRun A 1").Select(said => said[..3])];
        Assert.Equal(["A 1", "A 1", "A 1"], during);
    }

    [Fact]
    public void The_command_lines_toolchain_does_not_win()
    {
        Events.Clear();
        Summary summary = Assert.Single(BenchmarkSwitcher.FromTypes([typeof(Three)])
            .Run(["--filter", "*.Three.*(N: 1)", "--inProcess", "--iterationCount", "2"], Measuring.Quiet(Measuring.OneCall.AsDefault())));

        Assert.Equal(3, summary.Reports.Length);
        Assert.All(summary.Reports, report => Assert.Equal(2, report.Timed().Length));
        Assert.All(summary.Reports, report => Assert.IsType<ArmsInTurnToolchain>(report.BenchmarkCase.Job.Infrastructure.Toolchain));
    }

    [Fact]
    public void A_block_takes_time()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArmsInTurnToolchain(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArmsInTurnToolchain(TimeSpan.FromMilliseconds(-1)));
    }
}
