using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>Benchmarks that do less than the harness around them.</summary>
public class TooSmallTests
{
    private const double Overhead = 1.6;

    [Theory]
    [InlineData(0.05, 0.10)]
    [InlineData(0.05, 0.05)]
    [InlineData(0.30, 0.30)]
    [InlineData(0.30, 0.05)]
    [InlineData(10, 10)]
    [InlineData(10, 11)]
    public void Are_neither_unchanged_nor_red(double then, double now)
    {
        var result = Judge(now, then);

        Assert.Equal((Verdict.Inconclusive, ExitCode.Passed), (result.VerdictOf("A"), result.ExitCode));
        var diagnostic = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG4015);
        Assert.Contains("overhead 1.6 ns", diagnostic.Evidence, StringComparison.Ordinal);
        Assert.Contains("OperationsPerInvoke", diagnostic.Remedy, StringComparison.Ordinal);
        Assert.Equal(now / then, result.Judgements.Single().Comparison.Ratio!.Value, 0.01);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public void That_take_longer_than_before_with_the_harness_are_red(int launches)
    {
        var result = Judge(100, 1, launches: launches);

        Assert.Equal(Verdict.Regressed, result.VerdictOf("A"));
        Assert.Equal(100, result.Judgements.Single().Comparison.Ratio!.Value, 1);
        Assert.DoesNotContain(result.Diagnostics, d => d.Code == DiagnosticCode.PG4015);
    }

    [Theory]
    [InlineData(1.6, 3.0)]
    [InlineData(0.0, 2.0)]
    [InlineData(2.0, 0.0)]
    public void Are_not_red_where_the_harness_became_another(double then, double now) =>
        Assert.NotEqual(Verdict.Regressed, Judge(0.5, 0.3, ours: now, theirs: then).VerdictOf("A"));

    [Fact]
    public void A_benchmark_of_which_the_harness_is_a_small_part_is_judged_as_ever()
    {
        Assert.Equal(Verdict.Unchanged, Judge(50, 50).VerdictOf("A"));
        Assert.Equal(Verdict.Regressed, Judge(55, 50).VerdictOf("A"));
    }

    private static GateResult Judge(double now, double then, int launches = 8, double ours = Overhead, double theirs = Overhead) =>
        Make.Judge(Run(now, ours, launches), Run(then, theirs, launches));

    private static SuiteRun Run(double value, double overhead, int launches) => Make.Run(new Measured(Make.Id("A"), Metric.Time, new Sample(
        [.. Enumerable.Range(0, launches).Select(i => new Launch([value * (1 + (0.0005 * (i % 4)))], overhead: overhead))])));
}
