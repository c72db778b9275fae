using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>What is said of differences that the instrument cannot tell.</summary>
public class WithinResolutionTests
{
    [Fact]
    public void They_are_said_once_and_strictly_fail_as_what_could_not_be_decided()
    {
        var result = Judge(PolicyAction.Warn, (16_448, 16_472));

        Assert.Equal([DiagnosticCode.PG4020], result.Codes(Severity.Warning));
        Assert.Equal(ExitCode.Passed, result.ExitCode);
        var strict = Judge(PolicyAction.Fail, (16_448, 16_472));
        Assert.Equal([DiagnosticCode.PG4020], strict.Codes());
        Assert.Equal((Outcome.Inconclusive, ExitCode.Inconclusive), (strict.Outcome, strict.ExitCode));
    }

    [Fact]
    public void What_else_is_undecided_is_counted_without_them()
    {
        var run = Make.Run(Make.Time("T", 100, 130));
        var result = Make.Judge(Make.Run([.. run.Measured, Of("A", 16_472)]), Make.Run([.. run.Measured, Of("A", 16_448)]));

        Assert.StartsWith("1 of 2 comparisons", Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG4003).Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_differ_are_shown_to_differ()
    {
        var evidence = Judge(PolicyAction.Warn, (2_000_000, 2_000_030)).Diagnostics.Single(d => d.Code == DiagnosticCode.PG4020).Evidence!;

        Assert.Contains("1.9073 MB -> 1.9074 MB", evidence, StringComparison.Ordinal);
        Assert.Equal("16.06 KB -> 17.58 KB", Format.Change(16_448, 18_000, Metric.Allocated));
        Assert.Equal("16.06 KB -> 16.06 KB", Format.Change(16_448, 16_448, Metric.Allocated));
        Assert.Equal("1.00001 us -> 1.00002 us", Format.Change(1000.01, 1000.02, Metric.Time));
    }

    [Fact]
    public void What_is_shown_is_what_was_compared()
    {
        // The medians are equal; the best launches, which are nearest to the true values, are not.
        var comparison = Make.Judge(Make.Run(Of("A", 16_472, 16_500, 16_500)), Make.Run(Of("A", 16_440, 16_500, 16_500))).Judgements.Single().Comparison;

        Assert.Equal((16_440.0, 16_472.0), (comparison.Baseline!.Value, comparison.Candidate!.Value));
        Assert.Equal(16_472 / 16_440.0, comparison.Ratio!.Value, 12);
    }

    [Theory]
    [InlineData(1, "1 difference could not be decided: it lies within")]
    [InlineData(3, "3 differences could not be decided: they lie within")]
    public void One_lies_and_several_lie(int count, string fact) => Assert.StartsWith(
        fact,
        Judge(PolicyAction.Warn, [.. Enumerable.Repeat((16_448.0, 16_472.0), count)]).Diagnostics.Single(d => d.Code == DiagnosticCode.PG4020).Fact,
        StringComparison.Ordinal);

    private static GateResult Judge(PolicyAction onInconclusive, params (double Then, double Now)[] values) => Make.Judge(
        Make.Run(values.Select((v, i) => Of($"A{i}", v.Now))), Make.Run(values.Select((v, i) => Of($"A{i}", v.Then))), GatePolicy.Default with { OnInconclusive = onInconclusive });

    private static Measured Of(string name, params double[] bytes) => new(Make.Id(name), Metric.Allocated, new Sample([.. bytes.Select(value => new Launch([value], 500))]));
}
