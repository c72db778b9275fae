using System.Text;
using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Gating;

public class GatedRatioTests
{
    private const string Name = "lazy / eager";
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8, 100.4, 101.1];
    private static readonly GatePolicy Gated = GatePolicy.Default with { Ratios = [new RatioRule(Name, "Lazy", "Eager", IsGated: true)] };

    [Theory]
    [InlineData(1.0, Outcome.Passed)]
    [InlineData(2.0, Outcome.Passed)]
    [InlineData(2.4, Outcome.Regressed)]
    public void Against_another_machine_it_is_red_only_beyond_what_machines_differ_by(double rise, Outcome outcome)
    {
        // A machine of half the time; the arms scatter together, so their ratio does not.
        var result = Judge(Sides(0.5, 0.5 * rise), Make.Elsewhere);

        Assert.Equal(outcome == Outcome.Regressed, result.Outcome == Outcome.Regressed);
        Assert.Equal(outcome == Outcome.Regressed, result.VerdictOf("AddLazy", Name) == Verdict.Regressed);
        Assert.Contains("not judged", result.Judgements.Single(j => j.Comparison.Id == Make.Id("AddLazy") && j.Comparison.Metric == Metric.Time).Comparison.Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_will_be_measured_again_every_rise_is_a_suspect()
    {
        var result = Gate.Judge([Input(Sides(0.5, 0.55), Make.Elsewhere) with { IsScreen = true }], Gated);

        Assert.Equal([(Make.Id("AddLazy"), Name)], result.Suspects.Select(s => (s.Comparison.Id, s.Comparison.Metric.Name)));
        Assert.Equal([Make.Id("AddLazy"), Make.Id("AddEager")], result.Suspects.Single().MeasuredBy(Gated));
    }

    [Fact]
    public void In_turn_it_tells_what_times_do_not_as_launches_differ()
    {
        // Launches are up to three times slower than others, and both arms with them.
        double[] waves = [1, 3, 2, 1.5, 2.5, 1.2, 2.2, 1.8, 2.8, 1.1, 2.1, 1.6];
        SuiteRun Side(double lazy) => Make.Run(
            Make.Time("AddEager", waves.Select((w, i) => 100 * w * (1 + (0.001 * (i % 3))))), Make.Time("AddLazy", waves.Select(w => 50 * w * lazy)));

        var result = Gate.Judge([new GateInput(Side(1.1), new Baseline([Side(1)]), [])], Gated);

        Assert.Equal(Verdict.Regressed, result.VerdictOf("AddLazy", Name));
        Assert.NotEqual(Verdict.Regressed, result.VerdictOf("AddLazy"));
    }

    [Fact]
    public void A_rise_that_a_quicker_denominator_made_is_no_regression()
    {
        var result = Judge(Sides(0.7, 1), Make.Here);

        Assert.Equal(Verdict.Passed, result.VerdictOf("AddLazy", Name));
        Assert.Equal(ExitCode.Passed, result.ExitCode);
        Assert.Contains("became quicker", result.Judgements.Single(j => j.Comparison.Metric.Name == Name).Comparison.Warnings.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slower_numerator_is_red_in_both() =>
        Assert.Equal((Verdict.Regressed, Verdict.Regressed), Judge(Sides(1, 1.3), Make.Here) is var result ? (result.VerdictOf("AddLazy"), result.VerdictOf("AddLazy", Name)) : default);

    [Theory]
    [InlineData(".NET 9.0.3", "BenchmarkDotNet 0.15.8")]
    [InlineData(".NET 10.0.1", "BenchmarkDotNet 0.14.0")]
    public void Another_runtime_or_harness_is_not_judged(string runtime, string harness)
    {
        var candidate = new SuiteRun("suite", Make.Here with { Harness = "BenchmarkDotNet 0.15.8" }, Sides(1, 4).Measured);

        var result = Judge(candidate, Make.Here with { Runtime = runtime, Harness = harness });

        Assert.Equal(Verdict.Inconclusive, result.VerdictOf("AddLazy", Name));
    }

    [Fact]
    public void One_that_compares_nothing_is_an_error_but_not_where_a_part_is_judged()
    {
        var run = Make.Run(Make.Time("AddLazy", Steady), Make.Time("AddEagre", Steady));

        Assert.Equal([DiagnosticCode.PG2018], Make.Judge(run, run, Gated).Codes());
        Assert.Empty(Make.Judge(run, run, Gated with { IsPart = true }).Codes());
    }

    [Fact]
    public void A_lost_arm_is_said_once()
    {
        var lost = Make.Run(Make.Time("AddLazy", Steady), Make.Time("MulLazy", Steady), Make.Time("MulEager", Steady));
        var whole = Make.Run([.. lost.Measured, Make.Time("AddEager", Steady)]);

        var result = Make.Judge(lost, whole, Gated);

        Assert.Equal([Make.Id("AddEager")], result.Judgements.Where(j => j.Verdict == Verdict.Missing).Select(j => j.Comparison.Id));
        Assert.Equal(DiagnosticCode.PG2006, result.Diagnostics.Single(d => d.Severity == Severity.Error).Code);
    }

    [Fact]
    public void It_has_its_own_minimum_effect_and_can_be_excepted()
    {
        Assert.Equal(Verdict.Regressed, Judge(Sides(1, 2.4), Make.Elsewhere, Gated).VerdictOf("AddLazy", Name));
        Assert.NotEqual(Verdict.Regressed, Judge(Sides(1, 2.4), Make.Elsewhere, Gated with { Ratios = [Gated.Ratios[0] with { MinimumEffect = 0.5 }] }).VerdictOf("AddLazy", Name));
        Assert.NotEqual(Verdict.Regressed, Judge(Sides(1, 2.4), Make.Elsewhere, Gated with { Benchmarks = [new BenchmarkRule(new Glob("*AddLazy*"), IsGated: false)] }).VerdictOf("AddLazy", Name));
    }

    [Fact]
    public void Judging_twice_makes_no_second_ratio()
    {
        var input = Input(Sides(1, 1), Make.Here).AsJudged(Gated).AsJudged(Gated);

        Assert.Single(input.Candidate.Measured, m => m.Metric.Name == Name);
    }

    [Fact]
    public void Early_stopping_measures_both_on()
    {
        SuiteRun Side(params double[] lazy) => Make.Run(Make.Time("AddEager", Enumerable.Repeat(100.0, 12)), Make.Time("AddLazy", lazy));
        var interim = Gate.Judge(
            [new GateInput(Side(105.3, 140, 106.5, 150, 110, 107, 160, 130, 105.6, 145, 120, 155), new Baseline([Side(100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8, 101.1, 100.9, 101.6, 100.4)]), []) { IsPaired = true, Looks = Looks.Before(48) }], Gated);

        Assert.Contains(Make.Id("AddEager"), EarlyStop.Undecided(interim, Looks.Before(48), Gated));
        Assert.DoesNotContain(Make.Id("AddEager"), EarlyStop.Undecided(interim, Looks.Before(48), GatePolicy.Default));
    }

    [Theory]
    [InlineData("""{ "name": "time", "numerator": "A", "denominator": "B", "gate": true }""")]
    [InlineData("""{ "name": "Kernels", "numerator": "A", "denominator": "B", "gate": true }""")]
    [InlineData("""{ "numerator": "A", "denominator": "B", "gate": true }, { "numerator": "A", "denominator": "B", "gate": true }""")]
    [InlineData("""{ "numerator": "A", "denominator": "B", "gate": true, "minimumEffect": -1 }""")]
    public void A_name_that_is_taken_and_an_effect_that_cannot_be_are_refused(string ratios) => Assert.Equal(
        DiagnosticCode.PG1005,
        Assert.Throws<PerfGateException>(() => ConfigReader.Read(
            "perfgate.json", Encoding.UTF8.GetBytes($$"""{ "suites": [ { "project": "a" } ], "metrics": [ { "name": "Kernels" } ], "ratios": [ {{ratios}} ] }"""))).Diagnostic.Code);

    private static SuiteRun Sides(double eager, double lazy) =>
        Make.Run(Make.Time("AddEager", Steady.Select(v => v * eager)), Make.Time("AddLazy", Steady.Select(v => v * lazy * 0.4)));

    private static GateInput Input(SuiteRun candidate, HostEnvironment baseline) =>
        new(candidate, new Baseline([new SuiteRun("suite", baseline, Sides(1, 1).Measured)]), []);

    private static GateResult Judge(SuiteRun candidate, HostEnvironment baseline, GatePolicy? policy = null) => Gate.Judge([Input(candidate, baseline)], policy ?? Gated);
}
