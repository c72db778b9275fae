using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using PerfGate.ArmsInTurn.Tests.Benchmarks;
using RunMode = BenchmarkDotNet.Diagnosers.RunMode;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>What did not run is never taken for measured.</summary>
public class Failures
{
    [Fact]
    public void What_throws_fails_alone_and_has_no_measurements()
    {
        Summary summary = Measuring.Run<Failing>(Measuring.Short);

        Assert.Equal(
            ["AtOnce", "InSetUp", "Late", "Once"],
            summary.Reports.Where(report => !report.Success).Select(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name).Order());
        Assert.All(summary.Reports, report => Assert.Equal(report.Success ? Measuring.Iterations : 0, report.Timed().Length));
        Assert.All(summary.Reports, report => Assert.Equal(report.Success, report.AllMeasurements.Count > 0));
        Assert.Contains("clean up", Events.All);
        Assert.DoesNotContain("called without set-up", Events.All);
        Assert.DoesNotContain("called on", Events.All);
    }

    [Fact]
    public void An_exception_is_told_under_the_name_of_what_threw_it()
    {
        var log = new LogCapture();
        Measuring.Run<Failing>(Measuring.Short, config => config.AddLogger(log));

        string text = string.Concat(log.CapturedOutput.Select(line => line.Text));
        string[] parts = text.Split("// Benchmark: Failing.")[1..];
        Assert.Equal(7, parts.Length);
        Assert.All(parts, part => Assert.Equal(part.StartsWith("InSetUp:", StringComparison.Ordinal), part.Contains("no inputs", StringComparison.Ordinal)));
        Assert.All(parts, part => Assert.Equal(part.StartsWith("AtOnce:", StringComparison.Ordinal), part.Contains("not at all", StringComparison.Ordinal)));
        Assert.All(parts, part => Assert.Equal(part.StartsWith("Late:", StringComparison.Ordinal), part.Contains("no more", StringComparison.Ordinal)));
        Assert.All(parts, part => Assert.Equal(part.StartsWith("InCleanUp:", StringComparison.Ordinal), part.Contains("no clean end", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(HostSignal.BeforeAnythingElse)]
    [InlineData(HostSignal.BeforeActualRun)]
    [InlineData(HostSignal.AfterActualRun)]
    public void A_diagnosers_fault_fails_what_it_watches(HostSignal fatal)
    {
        Summary summary = Measuring.Run<Three>(Measuring.OneCall, config => config.AddDiagnoser(new SignalLog(RunMode.NoOverhead, fatal)));

        Assert.Equal(6, summary.Reports.Length);
        Assert.DoesNotContain(summary.Reports, report => report.Success);
    }

    [Fact]
    public void What_cannot_be_measured_in_turn_is_refused()
    {
        Refused(Measuring.Short.WithStrategy(RunStrategy.ColdStart), "The job's strategy is ColdStart, not Throughput");
        Refused(Measuring.Short.WithMemoryRandomization(), "The job randomizes memory");
        Refused(Measuring.Short.WithEngineFactory(new EngineFactory()), "The job has an engine of its own");
        Refused(Measuring.Short.WithAnalyzeLaunchVariance(true), "The job leaves the number of launches to BenchmarkDotNet");
        Refused(Measuring.Short.WithGcServer(true), "was run as False (True expected)");
    }

    private static void Refused(Job job, string why)
    {
        var log = new LogCapture();
        Summary summary = Measuring.Run<Three>(job, config => config.AddLogger(log));

        Assert.Contains(why, string.Concat(log.CapturedOutput.Select(line => line.Text)), StringComparison.Ordinal);
        Assert.DoesNotContain(summary.Reports, report => report.Success);
        Assert.Empty(Events.All);
    }
}
