using CsCheck;
using PerfGate.Baselines;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Gating;

public class AcceptingTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    [Theory]
    [InlineData(1.00, Verdict.Unchanged)]
    [InlineData(1.03, Verdict.Unchanged)]
    [InlineData(1.10, Verdict.Accepted)]
    [InlineData(1.14, Verdict.Accepted)]
    [InlineData(1.25, Verdict.Regressed)]
    [InlineData(0.70, Verdict.Improved)]
    public void What_is_worse_is_accepted_up_to_the_share_and_red_beyond_it(double factor, Verdict expected) =>
        Assert.Equal(expected, Judge(factor, Accept(0.15)).VerdictOf("A"));

    [Fact]
    public void An_accepted_regression_passes_and_is_shown_with_who_why_and_until_when()
    {
        var result = Judge(1.12, Accept(0.15));

        Assert.Equal((Outcome.Passed, ExitCode.Passed), (result.Outcome, result.ExitCode));
        var note = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG4009);
        Assert.Equal((Severity.Note, "by Ada until 2026-12-31: the parser is stricter"), (note.Severity, note.Evidence));
        Assert.Contains("accepted up to +15 %", note.Fact, StringComparison.Ordinal);
    }

    [Fact]
    public void Worse_than_accepted_is_red_and_says_what_was_accepted()
    {
        var result = Judge(1.3, Accept(0.15));

        Assert.Equal(ExitCode.Regressed, result.ExitCode);
        Assert.Contains("accepted was +15 % by Ada", result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG4001).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_accepted_keeps_its_part_of_the_error_and_leaves_the_others_theirs()
    {
        var random = new Random(6);
        string[] names = ["A", "B", "C", "D"];
        Measured[] Sides(double slowdown) => [.. names.Select(name => Make.Time(name, Draws.Contaminated(random, 8).Select(v => v * slowdown)))];
        var (ours, theirs) = (Sides(1.06), Sides(1));
        Comparison Of(GateResult result, string name) => result.Judgements.Single(j => j.Comparison.Id == Make.Id(name)).Comparison;
        var with = Make.Judge(Make.Run(ours), Make.Run(theirs), Policy(Accept(0.02)));
        var three = Make.Judge(Make.Run(ours[1..]), Make.Run(theirs[1..]));

        // Holm: the rarest of four has a quarter of the error, of three a third.
        Assert.Equal(Holm.Adjust([.. names.Select(name => Of(with, name).PValue!.Value)], 4), names.Select(name => Of(with, name).AdjustedPValue!.Value));
        Assert.Equal(Holm.Adjust([.. names[1..].Select(name => Of(three, name).PValue!.Value)], 3), names[1..].Select(name => Of(three, name).AdjustedPValue!.Value));
    }

    [Fact]
    public void What_may_be_worse_than_accepted_and_may_not_even_be_worse_is_not_decided() =>
        Assert.Equal(Verdict.Inconclusive, Judge(Make.Time("A", 99, 120, 101, 128, 104, 125, 108, 130), Accept(0.15)).VerdictOf("A"));

    [Fact]
    public void An_acceptance_holds_on_its_last_day_and_not_after_it()
    {
        Assert.Equal(Verdict.Accepted, Judge(1.12, Accept(0.15) with { Until = Today }).VerdictOf("A"));

        var expired = Judge(1.12, Accept(0.15) with { Until = Today.AddDays(-1) });

        Assert.Equal((Verdict.Regressed, ExitCode.Regressed), (expired.VerdictOf("A"), expired.ExitCode));
        Assert.Equal([DiagnosticCode.PG4010], expired.Codes(Severity.Warning));
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void An_acceptance_that_expires_soon_is_a_note(int days, bool isSaid) => Assert.Equal(
        isSaid, Judge(1.12, Accept(0.15) with { Until = Today.AddDays(days) }).Codes(Severity.Note).Contains(DiagnosticCode.PG4010));

    [Fact]
    public void Where_no_day_is_given_nothing_is_accepted()
    {
        var policy = GatePolicy.Default with { Accepted = [Accept(0.15)] };

        Assert.Equal(Verdict.Regressed, Judge(Scaled(1.12), policy).VerdictOf("A"));
    }

    [Theory]
    [InlineData("Suite.Type.X", false, true)]
    [InlineData("Suite.Type.X", true, false)]
    [InlineData("Suite.Type.A", false, false)]
    [InlineData("*.A", false, false)]
    public void An_acceptance_that_matches_nothing_is_a_warning_where_all_is_judged(string name, bool isPart, bool isSaid)
    {
        var policy = Policy(Accept(0.15) with { Benchmark = new Glob(name) }) with { IsPart = isPart };

        Assert.Equal(isSaid, Judge(Scaled(1), policy).Codes(Severity.Warning).Contains(DiagnosticCode.PG4011));
    }

    [Fact]
    public void An_acceptance_of_one_metric_accepts_no_other()
    {
        var candidate = Make.Run(Make.Time("A", Steady.Select(v => v * 1.12)), Make.Allocated("A", 110, 110));
        var baseline = Make.Run(Make.Time("A", Steady), Make.Allocated("A", 100, 100));

        var result = Make.Judge(candidate, baseline, Policy(Accept(0.15)));

        Assert.Equal((Verdict.Accepted, Verdict.Regressed), (result.VerdictOf("A"), result.VerdictOf("A", "allocated")));
    }

    [Theory]
    [InlineData(100, 115, Verdict.Accepted)]
    [InlineData(100, 116, Verdict.Regressed)]
    [InlineData(100, 100, Verdict.Unchanged)]
    [InlineData(100, 95, Verdict.Improved)]
    [InlineData(0, 1, Verdict.Regressed)]
    public void An_exact_metric_is_accepted_up_to_the_share_exactly(double before, double now, Verdict expected)
    {
        var result = Make.Judge(
            Make.Run(Make.Allocated("A", now, now)), Make.Run(Make.Allocated("A", before, before)), Policy(Accept(0.15) with { Metric = "allocated" }));

        Assert.Equal(expected, result.VerdictOf("A", "allocated"));
    }

    [Fact]
    public void A_metric_of_which_more_is_better_is_accepted_downwards()
    {
        var speed = new Metric("GFlops", "", MetricDirection.HigherIsBetter, MetricKind.Sampled);
        Measured Speed(double factor) => new(Make.Id("A"), speed, Make.Sample(Steady.Select(v => v * factor)));
        Verdict At(double factor) => Make.Judge(Make.Run(Speed(factor)), Make.Run(Speed(1)), Policy(Accept(0.15) with { Metric = "GFlops" })).VerdictOf("A", "GFlops");

        Assert.Equal((Verdict.Regressed, Verdict.Accepted, Verdict.Unchanged), (At(1 / 1.3), At(1 / 1.12), At(1)));
    }

    [Fact]
    public void What_the_baseline_took_in_is_not_accepted_a_second_time()
    {
        var absorbed = new AcceptedRegression(Make.Id("A"), "time", 0.12, "the parser is stricter", "Ada", Today, new DateOnly(2026, 12, 31));
        var run = Make.RunAt(1, Make.Time("A", Steady));
        var baseline = new Baseline([run.WithProvenance(run.Provenance with { Accepted = [absorbed] })]);

        var result = Gate.Judge([new GateInput(Make.Run(Make.Time("A", Steady.Select(v => v * 1.12))), baseline, [])], Policy(Accept(0.15)));

        Assert.Equal(Verdict.Regressed, result.VerdictOf("A"));
        Assert.Equal([DiagnosticCode.PG3011], result.Codes(Severity.Warning));
    }

    [Fact]
    public void What_may_be_worse_than_accepted_is_measured_on()
    {
        Assert.InRange(Undecided(1.17), 10, 20);
        Assert.Equal(0, Undecided(1.05));

        static int Undecided(double slowdown) => Enumerable.Range(0, 20).Count(seed => EarlyStop.Undecided(Make.JudgeAtLook(
            Make.Run(Make.Time("A", Draws.Even(new Random(seed), 12).Select(v => v * slowdown))),
            new Baseline([Make.Run(Make.Time("A", Draws.Even(new Random(100 + seed), 40)))]), 40, Policy(Accept(0.15))), Looks.Before(40), GatePolicy.Default).Count > 0);
    }

    [Fact]
    public void Accepting_more_never_makes_red_of_what_was_not() =>
        Gen.Select(Gen.Double[95, 150].Array[4, 10], Gen.Double[0, 0.5], Gen.Double[0, 0.5]).Sample((values, upTo, more) =>
        {
            Verdict At(double share) => Judge(Make.Time("A", values), Accept(share)).VerdictOf("A");

            return At(upTo) == Verdict.Regressed || At(upTo + more) != Verdict.Regressed;
        }, iter: 200);

    private static Acceptance Accept(double upTo) =>
        new(new Glob("Suite.Type.A"), "time", upTo, "the parser is stricter", "Ada", null, new DateOnly(2026, 12, 31));

    private static GatePolicy Policy(Acceptance acceptance) => GatePolicy.Default with { Accepted = [acceptance], Today = Today };

    private static Measured Scaled(double factor) => Make.Time("A", Steady.Select(v => v * factor));

    private static GateResult Judge(double factor, Acceptance acceptance) => Judge(Scaled(factor), acceptance);

    private static GateResult Judge(Measured candidate, Acceptance acceptance) => Judge(candidate, Policy(acceptance));

    private static GateResult Judge(Measured candidate, GatePolicy policy) => Make.Judge(Make.Run(candidate), Make.Run(Make.Time("A", Steady)), policy);
}
