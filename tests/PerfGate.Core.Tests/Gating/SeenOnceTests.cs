using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>Exact metrics of which each side has one observation, and nothing can be measured again.</summary>
public class SeenOnceTests
{
    private static readonly Metric Hits = new("Hits", "", MetricDirection.HigherIsBetter, MetricKind.Exact);

    [Theory]
    // Seen on a public project: unchanged code varied by 8 to 16 % from run to run.
    [InlineData(100_000, 108_000, Verdict.Inconclusive, ExitCode.Passed)]
    [InlineData(100_000, 116_000, Verdict.Inconclusive, ExitCode.Passed)]
    [InlineData(100_000, 199_999, Verdict.Inconclusive, ExitCode.Passed)]
    [InlineData(100_000, 200_000, Verdict.Regressed, ExitCode.Regressed)]
    [InlineData(1000, 10_000, Verdict.Regressed, ExitCode.Regressed)]
    // From nothing to something no factor is small.
    [InlineData(0, 24, Verdict.Regressed, ExitCode.Regressed)]
    [InlineData(108_000, 100_000, Verdict.Improved, ExitCode.Passed)]
    public void A_rise_is_red_from_twice_as_much_on_and_a_suspect_below(double then, double now, Verdict verdict, ExitCode exitCode)
    {
        var result = Make.Judge(Make.Run(Make.Allocated("A", now)), Make.Run(Make.Allocated("A", then)));

        Assert.Equal((verdict, exitCode), (result.VerdictOf("A", "allocated"), result.ExitCode));
        Assert.Equal(verdict == Verdict.Inconclusive, result.Codes(Severity.Warning).Contains(DiagnosticCode.PG4014));
    }

    [Theory]
    [InlineData(100, 90, Verdict.Inconclusive)]
    [InlineData(100, 50, Verdict.Regressed)]
    [InlineData(100, 0, Verdict.Regressed)]
    public void What_should_be_high_is_red_from_half_as_much_down(double then, double now, Verdict verdict)
    {
        static SuiteRun Of(double value) => Make.Run(new Measured(Make.Id("A"), Hits, Make.Sample(value)));

        Assert.Equal(verdict, Make.Judge(Of(now), Of(then)).VerdictOf("A", "Hits"));
    }

    [Fact]
    public void The_suspects_are_named_with_their_ratios_the_worst_first_and_what_decides()
    {
        var result = Make.Judge(
            Make.Run(Make.Allocated("A", 108_000), Make.Allocated("B", 24_600), Make.Allocated("C", 8)),
            Make.Run(Make.Allocated("A", 100_000), Make.Allocated("B", 20_500), Make.Allocated("C", 8)));

        var suspects = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG4014);
        Assert.StartsWith($"2 rises suspect", suspects.Fact, StringComparison.Ordinal);
        Assert.StartsWith($"'{Make.Id("B")}': allocated 1.200 times that of the baseline", suspects.Evidence, StringComparison.Ordinal);
        Assert.Contains($"'{Make.Id("A")}': allocated 1.080 times", suspects.Evidence, StringComparison.Ordinal);
        Assert.Contains("three times", suspects.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    // One side alone says that it repeats.
    [InlineData(new double[] { 100, 100 }, new double[] { 108 })]
    [InlineData(new double[] { 100 }, new double[] { 108, 108 })]
    public void What_was_seen_to_repeat_on_a_side_is_compared_exactly(double[] then, double[] now) =>
        Assert.Equal(Verdict.Regressed, Make.Judge(Make.Run(Make.Allocated("A", now)), Make.Run(Make.Allocated("A", then))).VerdictOf("A", "allocated"));

    [Fact]
    public void What_was_measured_three_times_on_both_sides_is_decided() =>
        Assert.Equal(Verdict.Regressed, Make.Judge(Make.Run(Make.Allocated("A", 108, 108, 108)), Make.Run(Make.Allocated("A", 100, 100, 100))).VerdictOf("A", "allocated"));

    [Fact]
    public void A_check_measures_it_again()
    {
        var screen = Gate.Judge(
            [new GateInput(Make.RunAt(3, Make.Allocated("A", 108)), new Baseline([Make.RunAt(2, Make.Allocated("A", 100))]), []) { IsScreen = true }], GatePolicy.Default);

        Assert.Equal((Verdict.Regressed, 1), (screen.VerdictOf("A", "allocated"), screen.Suspects.Count()));
    }

    [Theory]
    [InlineData(true, 120, Verdict.Regressed)]
    [InlineData(false, 120, Verdict.Inconclusive)]
    [InlineData(false, 200, Verdict.Regressed)]
    public void So_it_is_against_the_anchor(bool isScreen, double now, Verdict verdict)
    {
        var input = new GateInput(
            Make.RunAt(3, Make.Allocated("A", now)), new Baseline([Make.AnchorAt(1, Make.Allocated("A", 100)), Make.RunAt(2, Make.Allocated("A", now))]), [])
        {
            IsScreen = isScreen,
        };

        var result = Gate.Judge([input], GatePolicy.Default);

        Assert.Equal(verdict, Assert.Single(result.Judgements).Anchor!.Verdict);
        Assert.Equal(verdict == Verdict.Regressed, result.Suspects.Any(s => s.HasCrept));
        Assert.Equal(
            verdict == Verdict.Inconclusive ? ["1 rise suspect: worse than the anchor 'v1', but seen once on each side"] : [],
            result.Diagnostics.Where(d => d.Code == DiagnosticCode.PG4014).Select(d => d.Fact));
    }

    [Fact]
    public void What_is_accepted_and_seen_once_stays_undecided()
    {
        var accept = new Acceptance(new Glob("*"), "allocated", 0.05, "awaited", "me", null, DateOnly.MaxValue);

        var result = Make.Judge(Make.Run(Make.Allocated("A", 110)), Make.Run(Make.Allocated("A", 100)), GatePolicy.Default with { Accepted = [accept] });

        Assert.Equal(Verdict.Inconclusive, result.VerdictOf("A", "allocated"));
    }
}
