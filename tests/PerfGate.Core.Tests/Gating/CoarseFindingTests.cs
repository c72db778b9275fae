using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Reporting.Texts;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>One to six launches: far slowdowns are red, nearer ones are suspects.</summary>
public class CoarseFindingTests
{
    private static readonly Metric Throughput = new("Throughput", "", MetricDirection.HigherIsBetter, MetricKind.Sampled);

    [Theory]
    [InlineData(1, 1, 10)]
    [InlineData(1, 400, 100)]
    [InlineData(2, 40, 10)]
    [InlineData(3, 7, 3)]
    [InlineData(6, 7, 2.5)]
    public void A_far_slowdown_is_red_and_only_it(int launches, int benchmarks, double slowdown)
    {
        var result = Judge(launches, benchmarks, slowdown);

        Assert.Equal((Outcome.Regressed, ExitCode.Regressed), (result.Outcome, result.ExitCode));
        var regressed = Assert.Single(result.Judgements, j => j.Verdict == Verdict.Regressed);
        Assert.Equal(Make.Id("B0"), regressed.Comparison.Id);
        Assert.Equal(slowdown, regressed.Comparison.Ratio!.Value, 0.01 * slowdown);
        Assert.Equal([DiagnosticCode.PG4001], result.Codes());
    }

    [Theory]
    [InlineData(1, 1, 4)]
    [InlineData(1, 400, 20)]
    [InlineData(3, 40, 2.6)]
    [InlineData(4, 40, 1.3)]
    public void A_nearer_one_is_a_suspect_and_leaves_the_build_inconclusive(int launches, int benchmarks, double slowdown)
    {
        var result = Judge(launches, benchmarks, slowdown);

        Assert.Equal((Outcome.Inconclusive, ExitCode.Passed), (result.Outcome, result.ExitCode));
        var suspect = Assert.Single(result.Suspects);
        Assert.Equal((Make.Id("B0"), Verdict.Inconclusive), (suspect.Comparison.Id, suspect.Verdict));
        var diagnostic = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG4014);
        Assert.Contains($"'{Make.Id("B0")}' {Format.Ratio(suspect.Comparison.Ratio)} times", diagnostic.Evidence, StringComparison.Ordinal);
        Assert.Contains("--launchCount 8", diagnostic.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_state_of_a_launch_is_not_red()
    {
        var result = Make.Judge(Make.Run(Make.Time("A", 260, 250, 262)), Make.Run(Make.Time("A", 100, 101, 99)), Strict(0.0));

        Assert.NotEqual(Verdict.Regressed, Make.Judge(Make.Run(Make.Time("A", 700, 100, 700)), Make.Run(Make.Time("A", 100, 101, 99))).VerdictOf("A"));
        Assert.Equal(Verdict.Regressed, result.VerdictOf("A"));
    }

    [Fact]
    public void What_the_minimum_effect_or_an_acceptance_allows_is_taken_off()
    {
        var (now, then) = (Make.Run(Make.Time("A", 1000)), Make.Run(Make.Time("A", 100)));

        Assert.Equal(Verdict.Regressed, Make.Judge(now, then, Strict(0.8)).VerdictOf("A"));
        Assert.Equal(Verdict.Inconclusive, Make.Judge(now, then, Strict(1.0)).VerdictOf("A"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_would_have_been_red_is_what_is_said(int launches)
    {
        // Noise alone has moved the candidate a little already.
        var comparison = Judge(launches, 12, 1).Judgements[0].Comparison;
        var slowdown = (1 + comparison.MinimumDetectableEffect!.Value) / comparison.Ratio!.Value;

        Assert.Equal(Verdict.Regressed, VerdictAt(slowdown * 1.001));
        Assert.NotEqual(Verdict.Regressed, VerdictAt(slowdown * 0.999));

        Verdict VerdictAt(double slowdown) => Judge(launches, 12, slowdown).VerdictOf("B0");
    }

    [Fact]
    public void A_metric_that_should_be_high_is_worse_when_it_falls()
    {
        var policy = GatePolicy.Default with { Metrics = [new MetricRule(Throughput)] };
        static Measured Of(double value) => new(Make.Id("A"), Throughput, Make.Sample(value));

        Assert.Equal(Verdict.Regressed, Make.Judge(Make.Run(Of(1)), Make.Run(Of(10)), policy).VerdictOf("A", "Throughput"));
        Assert.Equal(Verdict.Inconclusive, Make.Judge(Make.Run(Of(10)), Make.Run(Of(1)), policy).VerdictOf("A", "Throughput"));
    }

    [Fact]
    public void Of_another_machine_nothing_is_red_or_suspect()
    {
        var elsewhere = new SuiteRun("suite", Make.Elsewhere, [Make.Time("A", 100)]);

        var comparison = Make.Judge(Make.Run(Make.Time("A", 10_000)), elsewhere).Judgements.Single();

        Assert.Equal((Verdict.Inconclusive, false), (comparison.Verdict, comparison.Comparison.IsSuspect));
    }

    [Fact]
    public void Rows_begin_with_what_is_worse_then_suspects_then_what_is_better()
    {
        double[] steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];
        Measured Of(string name, double times, int launches = 8) => Make.Time(name, steady[..launches].Select(v => v * times));
        var result = Make.Judge(
            Make.Run(Of("A", 1), Of("B", 0.5), Of("C", 1.3, 3), Of("D", 1.8, 3), Of("E", 1.5), Of("F", 9, 3)),
            Make.Run(Of("A", 1), Of("B", 1), Of("C", 1, 3), Of("D", 1, 3), Of("E", 1), Of("F", 1, 3)));

        Assert.Equal(["F", "E", "D", "C", "B", "A"], Headline.InOrder(result.Judgements).Select(j => j.Comparison.Id.Method));
        Assert.Equal(["F", "E", "D", "C", "B"], Headline.InOrder(result.Judgements).Where(Headline.IsWorthALook).Select(j => j.Comparison.Id.Method));
    }

    private static GatePolicy Strict(double minimumEffect) => GatePolicy.Default with { MinimumEffect = minimumEffect };

    private static GateResult Judge(int launches, int benchmarks, double slowdown) => Make.Judge(Run(launches, benchmarks, slowdown, 1), Run(launches, benchmarks, 1, 2));

    // Even noise of 1 %; iterations of a launch lie close together.
    private static SuiteRun Run(int launches, int benchmarks, double slowdown, int seed)
    {
        var random = new Random(seed);
        return Make.Run(Enumerable.Range(0, benchmarks).Select(i => new Measured(
            Make.Id($"B{i}"), Metric.Time, new Sample([.. Enumerable.Range(0, launches).Select(_ => Launch((i == 0 ? slowdown : 1) * (100 + random.NextDouble())))]))));
    }

    private static Launch Launch(double value) => new([value * 1.001, value, value * 1.002]);
}
