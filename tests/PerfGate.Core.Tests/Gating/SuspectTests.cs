using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>With very few launches nothing is red that was not measured again in turn, and yet a slower benchmark is not overlooked.</summary>
public class SuspectTests
{
    private const int Benchmarks = 12;

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_slower_benchmark_of_few_launches_is_a_suspect_and_not_red(int launches)
    {
        var result = Judge(launches, slowdown: 1.5);

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        var suspect = Assert.Single(result.Suspects);
        Assert.Equal((Make.Id("B3"), Verdict.Inconclusive), (suspect.Comparison.Id, suspect.Verdict));
        Assert.Contains(suspect.Comparison.Warnings, warning => warning.Contains("only beyond a factor of", StringComparison.Ordinal));
        Assert.InRange(suspect.Comparison.MinimumDetectableEffect!.Value, 1, 3);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void From_seven_launches_on_it_is_red(int launches)
    {
        var result = Judge(launches, slowdown: 1.5);

        Assert.Equal(Verdict.Regressed, result.VerdictOf("B3"));
        Assert.Equal(1, result.Count(Verdict.Regressed));
        Assert.DoesNotContain(result.Judgements, j => j.Comparison.IsSuspect);
    }

    [Fact]
    public void A_faster_benchmark_of_eight_launches_is_better() => Assert.Equal(Verdict.Improved, Judge(8, slowdown: 0.6).VerdictOf("B3"));

    [Fact]
    public void A_suspect_that_is_confirmed_is_red()
    {
        var result = Confirmed(again: 1.5);

        Assert.Equal((Verdict.Regressed, ExitCode.Regressed), (result.VerdictOf("B3"), result.ExitCode));
        Assert.Equal([DiagnosticCode.PG4001], result.Codes());
    }

    [Fact]
    public void A_suspect_that_is_not_confirmed_is_not_red_and_no_news()
    {
        var result = Confirmed(again: 1);

        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.DoesNotContain(DiagnosticCode.PG4007, result.Codes(Severity.Warning));
        Assert.NotEqual(Verdict.Regressed, result.VerdictOf("B3"));
    }

    [Fact]
    public void A_suspect_that_cannot_be_measured_again_stays_undecided()
    {
        var screen = Judge(5, slowdown: 1.5);
        IReadOnlyList<GateInput> inputs = [Input(5, 1.5)];
        var suspects = screen.Suspects.ToList();

        var result = Gate.Judge(inputs, GatePolicy.Default, Confirmation.Without(
            Diagnostic.Warning(DiagnosticCode.PG3007, "no git"), suspects, SessionMargin.StillWorse(suspects, inputs, GatePolicy.Default)));

        Assert.Equal((Verdict.Inconclusive, ExitCode.Passed), (result.VerdictOf("B3"), result.ExitCode));
    }

    [Fact]
    public void What_was_measured_in_turn_is_judged_in_blocks_however_few()
    {
        // A block of six and one of one have 924 * 2 orders, seven launches a side that were measured apart 3432.
        double[] steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2];
        SuiteRun Run(double times) => Make.Run(Make.Time("A", steady.Select(v => v * times)), Make.Time("B", steady));
        var input = new GateInput(Run(1.5), new Baseline([Run(1)]), []);

        double PValueOf(GateInput input) => Gate.Judge([input], GatePolicy.Default).Judgements.Single(j => j.Comparison.Id == Make.Id("A")).Comparison.PValue!.Value;

        Assert.Equal(2, PValueOf(input with { IsPaired = true }) / PValueOf(input), 0.2);
    }

    [Fact]
    public void Launches_of_other_sizes_share_the_error_of_the_build()
    {
        // Ten benchmarks of so many launches that ranks decide, beside two of seven: every one has its part.
        var random = new Random(4);
        Measured Of(int i, double times) => Make.Time($"B{i}", Make.Noisy(random, 100 * times, i < 10 ? 65 : 7));
        var result = Make.Judge(
            Make.Run(Enumerable.Range(0, Benchmarks).Select(i => Of(i, i is 3 or 11 ? 2 : 1))), Make.Run(Enumerable.Range(0, Benchmarks).Select(i => Of(i, 1))));

        Assert.Equal([Make.Id("B11"), Make.Id("B3")], result.Judgements.Where(j => j.Verdict == Verdict.Regressed).Select(j => j.Comparison.Id));
        var clearest = result.Judgements.Single(j => j.Comparison.Id == Make.Id("B3")).Comparison;
        Assert.Equal(Benchmarks, clearest.AdjustedPValue!.Value / clearest.PValue!.Value, 6);
    }

    private static GateResult Judge(int launches, double slowdown) => Gate.Judge([Input(launches, slowdown)], GatePolicy.Default);

    private static GateResult Confirmed(double again)
    {
        static SuiteRun OnlySuspect(SuiteRun run) => Make.Run(run.Measured.Where(m => m.Id == Make.Id("B3")));
        var inTurn = new GateInput(OnlySuspect(Run(10, again, 7)), new Baseline([OnlySuspect(Run(10, 1, 8))]), []) { IsPaired = true };
        return Gate.Judge(
            [Input(5, 1.5)], GatePolicy.Default,
            new Confirmation("commit abc", Gate.Judge([inTurn], GatePolicy.Default).Judgements).WithDiagnostics(Judge(5, slowdown: 1.5).Suspects));
    }

    private static GateInput Input(int launches, double slowdown) => new(Run(launches, slowdown, 1), new Baseline([Run(launches, 1, 2)]), []);

    // Even noise of 1 %, as on a quiet machine.
    private static SuiteRun Run(int launches, double slowdown, int seed)
    {
        var random = new Random(seed);
        return Make.Run(Enumerable.Range(0, Benchmarks).Select(i => Make.Time(
            $"B{i}", Enumerable.Range(0, launches).Select(_ => (i == 3 ? slowdown : 1) * (100 + random.NextDouble() + random.NextDouble())))));
    }
}
