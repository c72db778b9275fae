using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

public class FailedInBaseTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    [Fact]
    public void What_failed_then_and_is_measured_now_is_new_and_the_rest_is_judged()
    {
        var result = Judge(Make.Run(Make.Time("A", Steady.Select(v => 2 * v)), Make.Time("B", Steady)), Failing(["B"]));

        Assert.Equal((Verdict.Regressed, Verdict.Added), (result.VerdictOf("A"), result.VerdictOf("B")));
        Assert.Equal(Make.Id("B"), Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG3030).Benchmark);
    }

    [Fact]
    public void What_failed_then_and_now_fails_and_the_rest_is_judged()
    {
        var result = Judge(Failing(["B"]), Failing(["B"]));

        Assert.Equal((Verdict.Unchanged, Verdict.Failed), (result.VerdictOf("A"), result.VerdictOf("B")));
        Assert.Equal(ExitCode.SuiteFailed, result.ExitCode);
    }

    [Fact]
    public void What_the_filter_leaves_out_is_not_told()
    {
        var result = Judge(Make.Run(Make.Time("A", Steady)), Failing(["B"]), new Glob("*.A"));

        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void What_alone_was_asked_for_may_be_what_failed_then()
    {
        var result = Judge(Make.Run(Make.Time("B", Steady)), Failing(["B"]), new Glob("*.B"));

        Assert.Equal(Outcome.Passed, result.Outcome);
    }

    [Fact]
    public void Many_are_told_together()
    {
        var result = Judge(Make.Run(Make.Time("A", Steady)), Failing([.. Enumerable.Range(0, 40).Select(i => $"B{i}")]));

        Assert.Equal("40 benchmarks failed in the base, so there is nothing to judge them against", Assert.Single(result.Diagnostics).Fact);
    }

    [Fact]
    public void What_cannot_be_read_beside_the_rest_fails_the_build()
    {
        var result = Judge(Make.Run(Make.Time("A", Steady)).WithNotes([Diagnostic.Error(DiagnosticCode.PG2009, "cut off")]), Make.Run(Make.Time("A", Steady)));

        Assert.Equal((Verdict.Unchanged, Outcome.Failed), (result.VerdictOf("A"), result.Outcome));
    }

    private static GateResult Judge(SuiteRun candidate, SuiteRun theirs, params Glob[] filters) =>
        Gate.Judge([new GateInput(candidate, new Baseline([theirs]), filters)], GatePolicy.Default);

    private static SuiteRun Failing(IEnumerable<string> names) => Make.Run(Make.Time("A", Steady)).WithFailures(
        names.Select(name => new BenchmarkFailure(Make.Id(name), Diagnostic.Error(DiagnosticCode.PG2003, $"'{name}' has no measurements"))));
}
