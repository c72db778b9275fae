using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

public class ConfirmationTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];
    private static readonly SuiteRun Slow = Make.Run(Make.Time("A", Steady.Select(v => v * 1.3)), Make.Allocated("A", 24));
    private static readonly SuiteRun Stored = Make.Run(Make.Time("A", Steady), Make.Allocated("A", 24));

    [Fact]
    public void A_confirmed_suspect_is_red_with_the_numbers_of_the_confirmation()
    {
        var result = JudgeAgain(Steady.Select(v => v * 1.2));

        Assert.Equal(ExitCode.Regressed, result.ExitCode);
        var time = result.Judgements.Single(j => j.Comparison.Metric == Metric.Time).Comparison;
        Assert.Equal(1.2, time.Ratio!.Value, 2);
        Assert.Contains("confirmed against commit abc", time.Warnings);
        Assert.DoesNotContain(DiagnosticCode.PG4007, result.Codes(Severity.Warning));
    }

    [Fact]
    public void A_suspect_that_is_not_confirmed_is_not_red_and_is_named()
    {
        var result = JudgeAgain(Steady);

        Assert.Equal((Outcome.Passed, ExitCode.Passed), (result.Outcome, result.ExitCode));
        Assert.Equal([DiagnosticCode.PG4007], result.Codes(Severity.Warning));
    }

    [Fact]
    public void An_allocation_needs_no_confirmation_and_gets_none()
    {
        var candidate = Make.Run(Make.Time("A", Steady.Select(v => v * 1.3)), Make.Allocated("A", 48));

        var result = Gate.Judge([Input(candidate)], GatePolicy.Default, Again(Steady));

        Assert.Equal([DiagnosticCode.PG4002], result.Codes());
    }

    [Fact]
    public void Without_a_confirmation_the_screen_stands_and_the_reason_is_given()
    {
        var why = Diagnostic.Error(DiagnosticCode.PG3007, "no git");

        var result = Gate.Judge([Input(Slow)], GatePolicy.Default, Confirmation.Impossible(why));

        Assert.Equal(ExitCode.Regressed, result.ExitCode);
        Assert.Equal([DiagnosticCode.PG3007], result.Codes(Severity.Warning));
    }

    private static GateResult JudgeAgain(IEnumerable<double> again) => Gate.Judge([Input(Slow)], GatePolicy.Default, Again(again));

    private static Confirmation Again(IEnumerable<double> candidate)
    {
        var suspects = Gate.Judge([Input(Slow)], GatePolicy.Default).Suspects.ToList();
        return new Confirmation("commit abc", Make.Judge(Make.Run(Make.Time("A", candidate)), Make.Run(Make.Time("A", Steady))).Judgements)
            .WithDiagnostics(suspects);
    }

    private static GateInput Input(SuiteRun candidate) => new(candidate, new Baseline([Stored]), []);
}
