using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

public class ConfirmationTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];
    private static readonly SuiteRun Slow = Make.Run(Make.Time("A", Steady.Select(v => v * 1.3)), Make.Allocated("A", 24));
    private static readonly SuiteRun Stored = Make.Run(Make.Time("A", Steady), Make.Allocated("A", 24, 24));

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
    public void An_allocation_that_repeats_needs_no_confirmation_and_gets_none()
    {
        var candidate = Make.Run(Make.Time("A", Steady.Select(v => v * 1.3)), Make.Allocated("A", 48, 48));

        var result = Gate.Judge([Input(candidate)], GatePolicy.Default, Again(Steady));

        Assert.Equal([DiagnosticCode.PG4002], result.Codes());
    }

    [Theory]
    [InlineData(1.3, Verdict.Regressed, ExitCode.Regressed)]
    // Worse than the stored baseline beyond doubt, and yet it may be the day: days differ by 2 % here.
    [InlineData(1.09, Verdict.Inconclusive, ExitCode.Passed)]
    public void Without_a_confirmation_it_takes_more_than_days_differ(double slowdown, Verdict verdict, ExitCode exitCode)
    {
        var input = Input(Make.Run(Make.Time("A", Steady.Select(v => v * slowdown)), Make.Allocated("A", 24)));
        var suspects = Gate.Judge([input], GatePolicy.Default).Suspects.ToList();
        Assert.Single(suspects);

        var result = Gate.Judge(
            [input], GatePolicy.Default,
            Confirmation.Without(Diagnostic.Warning(DiagnosticCode.PG3007, "no git"), suspects, SessionMargin.StillWorse(suspects, [input], GatePolicy.Default)));

        Assert.Equal((verdict, exitCode), (result.VerdictOf("A"), result.ExitCode));
        Assert.Contains(DiagnosticCode.PG3007, result.Codes(Severity.Warning));
    }

    [Fact]
    public void On_a_machine_whose_days_are_alike_it_takes_less()
    {
        var days = Enumerable.Range(1, 10).Select(day => new SessionLevels(
            "suite", new RunProvenance(new CommitInfo("abc", false), new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero), "1.0"),
            ImmutableDictionary<BenchmarkId, double>.Empty.Add(Make.Id("A"), 100 + (0.01 * day))));
        var input = Input(Make.Run(Make.Time("A", Steady.Select(v => v * 1.12)), Make.Allocated("A", 24)));
        var suspects = Gate.Judge([input], GatePolicy.Default).Suspects.ToList();

        Assert.Empty(SessionMargin.StillWorse(suspects, [input], GatePolicy.Default));
        Assert.Single(SessionMargin.StillWorse(suspects, [input with { Spread = new SessionSpread("suite", days) }], GatePolicy.Default));
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
