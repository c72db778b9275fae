using System.Collections.Immutable;
using System.Globalization;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Gating;

/// <summary>Exact metrics that do not repeat, such as what asynchronous code allocates.</summary>
public class ExactMetricsTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    // Recorded: two branches that are awaited, bytes an operation, eight launches; which thread takes which branch differs.
    private static readonly ImmutableArray<Launch> Awaited =
    [
        new([3048], 128), new([2904], 64), new([3240], 128), new([3010], 64), new([2780], 128), new([3220], 128), new([2649], 128), new([2871], 128),
    ];

    [Theory]
    // Recorded of the same code on other days, each a check of one launch.
    [InlineData(3773)]
    [InlineData(3890)]
    public void A_launch_beyond_the_range_of_a_metric_that_varies_is_no_regression(double bytes)
    {
        var result = Make.Judge(
            Make.Run(new Measured(Make.Id("A"), Metric.Allocated, new Sample([new Launch([bytes], 128)]))),
            Make.Run(new Measured(Make.Id("A"), Metric.Allocated, new Sample(Awaited))));

        Assert.Equal((Verdict.Inconclusive, ExitCode.Passed), (result.VerdictOf("A", "allocated"), result.ExitCode));
        Assert.Single(result.Suspects);
        Assert.Contains(result.Judgements[0].Comparison.Warnings, w => w.Contains("too few launches", StringComparison.Ordinal));
    }

    [Fact]
    public void Enough_launches_apart_are_a_regression_of_a_metric_that_varies()
    {
        var now = Make.Allocated("A", Awaited.Select(launch => launch.Iterations[0] + 1000));
        var stored = new Measured(Make.Id("A"), Metric.Allocated, new Sample(Awaited));

        var alone = Make.Judge(Make.Run(now), Make.Run(stored));
        // One of 12 870 ways to deal 16 launches out is no wonder among a hundred and fifty benchmarks.
        var others = Enumerable.Range(0, 150).Select(i => Make.Time($"B{i}", Steady)).ToList();
        var amongMany = Make.Judge(Make.Run([now, .. others]), Make.Run([stored, .. others]));

        Assert.Equal((Verdict.Regressed, Verdict.Inconclusive), (alone.VerdictOf("A", "allocated"), amongMany.VerdictOf("A", "allocated")));
        Assert.All([alone, amongMany], result => Assert.Equal(Metric.Allocated, Assert.Single(result.Suspects).Comparison.Metric));
    }

    [Fact]
    public void What_a_single_launch_says_is_measured_again_and_what_repeats_is_not()
    {
        Assert.Single(Make.Judge(Make.Run(Make.Allocated("A", 48)), Make.Run(Make.Allocated("A", 24, 24))).Suspects);
        Assert.Single(Make.Judge(Make.Run(Make.Allocated("A", 48, 48)), Make.Run(Make.Allocated("A", 24))).Suspects);
        Assert.Empty(Make.Judge(Make.Run(Make.Allocated("A", 48, 48)), Make.Run(Make.Allocated("A", 24, 24))).Suspects);
        Assert.Empty(Make.Judge(Make.Run(Make.Allocated("A", 24)), Make.Run(Make.Allocated("A", 48))).Suspects);
    }

    [Fact]
    public void A_rise_that_does_not_repeat_is_no_change_and_said()
    {
        // Recorded: a public project's benchmark, unchanged, under the server's garbage collector.
        var result = Make.Judge(Make.Run(Make.Allocated("A", 396_595, 2_431_648, 396_595)), Make.Run(Make.Allocated("A", 396_595, 396_595)));

        Assert.Equal(Verdict.Unchanged, result.VerdictOf("A", "allocated"));
        Assert.Contains(result.Judgements[0].Comparison.Warnings, w => w.StartsWith("now: 1 of 3 launches", StringComparison.Ordinal));
    }

    [Theory]
    // A baseline that counted too much once hides no regression: it is measured again, or enough launches show it.
    [InlineData("24 2400 24", "48 48 48", Verdict.Inconclusive)]
    [InlineData("24 24 24 24 2400 24 24 24", "48 48 48 48 48 48 48 48", Verdict.Regressed)]
    // All that was given is worse, and far apart.
    [InlineData("1000 1000 1000", "10000 10000 12000", Verdict.Regressed)]
    [InlineData("1000 1000 1000", "10000 11000 12000", Verdict.Inconclusive)]
    // The baseline did the same.
    [InlineData("24 48 24", "48 48 48", Verdict.Inconclusive)]
    public void A_rise_of_what_repeats_is_a_suspect_and_a_regression_where_launches_show_it(string then, string now, Verdict verdict)
    {
        Measured Of(string values) => Make.Allocated("A", values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)));

        var result = Make.Judge(Make.Run(Of(now)), Make.Run(Of(then)));

        Assert.Equal(verdict, result.VerdictOf("A", "allocated"));
        Assert.Single(result.Suspects);
    }

    [Fact]
    public void The_share_of_the_error_that_varying_metrics_need_is_taken_from_times()
    {
        double AlphaReached(params IEnumerable<Measured> also)
        {
            var slow = Make.Time("T", Steady.Select(v => v * 1.2));
            return Make.Judge(Make.Run([slow, .. also]), Make.Run([Make.Time("T", Steady), .. also]))
                .Judgements.Single(j => j.Comparison.Metric == Metric.Time).Comparison.AdjustedPValue!.Value;
        }

        Assert.Equal(2, AlphaReached(Make.Allocated("A", 1, 5)) / AlphaReached(Make.Allocated("A", 5, 5)), 6);
    }

    [Theory]
    [InlineData(1, 8, 1)]
    [InlineData(3, 8, 1)]
    [InlineData(8, 8, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(3, 3, 64)]
    [InlineData(5, 5, 64)]
    public void Few_builds_without_a_change_are_flagged_however_many_metrics_vary(int ours, int theirs, double step)
    {
        const int Builds = 400;
        var random = new Random(ours);
        SuiteRun Draw(int launches) => Make.Run(Enumerable.Range(0, 40).Select(i =>
            Make.Allocated($"A{i}", Enumerable.Range(0, launches).Select(_ => step * Math.Round(3000 / step * Math.Exp(random.NextDouble() * random.NextDouble()))))));

        var flagged = Enumerable.Range(0, Builds).Count(_ => Make.Judge(Draw(ours), Draw(theirs)).Count(Verdict.Regressed) > 0);

        Assert.InRange(flagged, 0, (int)(0.02 * Builds));
    }

    [Fact]
    public void What_varies_and_lies_beyond_the_accepted_share_is_not_accepted_without_launches_enough()
    {
        var accept = new Acceptance(new Glob("*"), "allocated", 0.05, "awaited", "me", null, DateOnly.MaxValue);

        var result = Make.Judge(
            Make.Run(Make.Allocated("A", 3890)),
            Make.Run(new Measured(Make.Id("A"), Metric.Allocated, new Sample(Awaited))), GatePolicy.Default with { Accepted = [accept] });

        Assert.Equal(Verdict.Inconclusive, result.VerdictOf("A", "allocated"));
    }

    [Fact]
    public void What_seems_worse_by_chance_or_not_is_measured_on() => Assert.Equal(
        [Make.Id("A")],
        EarlyStop.Undecided(Make.Judge(
            Make.Run(Make.Allocated("A", 20, 30), Make.Allocated("B", 5, 30), Make.Allocated("C", 48, 48)),
            Make.Run(Make.Allocated("A", 10, 12), Make.Allocated("B", 10, 12), Make.Allocated("C", 24))), Looks.OnlyAtTheEnd, GatePolicy.Default));

    [Fact]
    public void What_was_worse_once_is_measured_on() => Assert.Equal(
        [Make.Id("A")],
        EarlyStop.Undecided(Make.Judge(
            Make.Run(Make.Allocated("A", 48), Make.Allocated("B", 24)), Make.Run(Make.Allocated("A", 24), Make.Allocated("B", 48))), Looks.OnlyAtTheEnd, GatePolicy.Default));

    [Theory]
    [InlineData(48, 24, Verdict.Regressed, ExitCode.Regressed)]
    [InlineData(48, 48, Verdict.Unchanged, ExitCode.Passed)]
    public void Measuring_again_decides_of_a_single_launch(double now, double then, Verdict verdict, ExitCode exitCode)
    {
        var (input, suspects) = Screen(Make.Allocated("A", 24), Make.Allocated("A", 48));

        var result = Gate.Judge([input], GatePolicy.Default, new Confirmation(
            "commit abc", Make.Judge(Make.Run(Make.Allocated("A", now, now)), Make.Run(Make.Allocated("A", then, then))).Judgements).WithDiagnostics(suspects));

        Assert.Equal((verdict, exitCode), (result.VerdictOf("A", "allocated"), result.ExitCode));
        Assert.Equal(verdict == Verdict.Unchanged, result.Codes(Severity.Warning).Contains(DiagnosticCode.PG4007));
    }

    [Fact]
    public void What_is_lost_when_it_is_measured_again_is_not_green()
    {
        var (input, suspects) = Screen(Make.Allocated("A", 24), Make.Allocated("A", 48));

        var result = Gate.Judge([input], GatePolicy.Default, new Confirmation(
            "commit abc", Make.Judge(Make.Run(Make.Time("B", 1)), Make.Run(Make.Allocated("A", 24, 24))).Judgements).WithDiagnostics(suspects));

        Assert.Equal((Verdict.Missing, ExitCode.SuiteFailed), (result.VerdictOf("A", "allocated"), result.ExitCode));
        Assert.Contains(result.Diagnostics, d => d.Code == DiagnosticCode.PG4007 && d.Evidence!.Contains("lost on one side", StringComparison.Ordinal));
    }

    [Fact]
    public void That_days_differ_is_no_excuse_for_what_a_single_launch_allocates()
    {
        var input = new GateInput(
            Make.Run(Make.Time("A", Steady), Make.Allocated("A", 48)), new Baseline([Make.Run(Make.Time("A", Steady), Make.Allocated("A", 24))]), []);
        var suspects = Gate.Judge([input], GatePolicy.Default).Suspects.ToList();

        Assert.Equal(
            [(Metric.Allocated, Verdict.Regressed)],
            SessionMargin.StillWorse(suspects, [input], GatePolicy.Default).Select(j => (j.Comparison.Metric, j.Verdict)));
    }

    [Theory]
    // Nothing says that it varies.
    [InlineData(24, 24, Verdict.Regressed)]
    [InlineData(24, 30, Verdict.Inconclusive)]
    public void Where_nothing_is_measured_again_only_what_was_seen_to_vary_stays_undecided(double one, double other, Verdict verdict)
    {
        var (input, suspects) = Screen(Make.Allocated("A", one, other), Make.Allocated("A", 48));

        var result = Gate.Judge([input], GatePolicy.Default, Confirmation.Without(
            Diagnostic.Warning(DiagnosticCode.PG3007, "no git"), suspects, SessionMargin.StillWorse(suspects, [input], GatePolicy.Default)));

        Assert.Equal(verdict, result.VerdictOf("A", "allocated"));
    }

    private static (GateInput Input, IReadOnlyList<Judgement> Suspects) Screen(Measured stored, Measured now)
    {
        var input = new GateInput(Make.Run(now), new Baseline([Make.Run(stored)]), []);
        return (input, [.. Gate.Judge([input], GatePolicy.Default).Suspects]);
    }
}
