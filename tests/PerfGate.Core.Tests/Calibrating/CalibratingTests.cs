using System.Text.Json;
using CsCheck;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Reporting;
using PerfGate.Reporting.Json;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Calibrating;

public class CalibratingTests
{
    [Fact]
    public void A_split_gives_each_launch_to_one_side_and_all_benchmarks_of_a_launch_to_the_same() =>
        Gen.Select(Gen.Int[2, 40], Gen.Int[0, 1000], Gen.Int[0, 2]).Sample((launches, seed, kind) =>
        {
            var values = Enumerable.Range(1, launches).Select(i => (double)i).ToList();
            var run = Make.Run(Make.Time("A", values), Make.Time("B", values));
            var (before, after) = kind switch
            {
                0 => AaSplit.InTurn(run, new Random(seed)),
                1 => AaSplit.AtRandom(run, new Random(seed)),
                _ => AaSplit.EarlyAndLate(run),
            };
            var (a, b) = (ValuesOf(before, "A"), ValuesOf(after, "A"));

            return a.Count == b.Count && a.Count == launches / 2
                && a.Concat(b).Order().SequenceEqual(values.Take(launches / 2 * 2))
                && a.SequenceEqual(ValuesOf(before, "B")) && b.SequenceEqual(ValuesOf(after, "B"));
        });

    [Fact]
    public void In_turn_each_block_gives_as_many_launches_to_each_side()
    {
        var (before, _) = AaSplit.InTurn(Make.Run(Make.Time("A", Enumerable.Range(0, 24).Select(i => 1.0 + i))), new Random(1));

        Assert.Equal([6, 6], ValuesOf(before, "A").CountBy(value => ((int)value - 1) / 12).Select(block => block.Value));
    }

    [Fact]
    public void Noise_of_shared_machines_is_seen_for_what_it_is_and_flags_no_build()
    {
        var random = new Random(1);
        var result = Calibrate(Make.Run(Enumerable.Range(0, 5).Select(i => Make.Time($"B{i}", Make.Noisy(random, 100, 40)))));

        Assert.InRange(result.Alarms.Builds.Hits, 0, 1);
        Assert.Empty(result.Diagnostics);
        Assert.All(result.Suites[0].Benchmarks, noise =>
        {
            Assert.InRange(noise.Level, 100, 101);
            Assert.InRange(noise.LaunchSpread, 0.002, 0.012);
            Assert.InRange(noise.SlowShare, 0.02, 0.4);
            Assert.InRange(noise.DetectableEffect!.Value, 0.05, 0.15);
            Assert.InRange(noise.LaunchesNeeded!.Value, 4, 20);
        });
    }

    [Fact]
    public void Too_few_launches_show_large_slowdowns_only_and_ask_for_more()
    {
        var noise = Calibrate(Make.Run(Make.Time("A", 100, 101, 102, 103))).Suites[0].Benchmarks[0];

        Assert.InRange(noise.DetectableEffect!.Value, 1, 3);
        Assert.InRange(noise.LaunchesNeeded!.Value, 4, 10);
    }

    [Fact]
    public void More_spread_asks_for_more_launches()
    {
        var random = new Random(1);
        int? Needed(double spread) => Calibrate(Make.Run(Make.Time("A", Enumerable.Range(0, 40).Select(_ => 100 * (1 + (spread * random.NextDouble()))))))
            .Suites[0].Benchmarks[0].LaunchesNeeded;

        Assert.True(Needed(0.5) > Needed(0.02));
    }

    [Fact]
    public void An_allocation_that_varies_is_a_false_alarm_and_is_named()
    {
        var result = Calibrate(Make.Run(Make.Time("A", Enumerable.Repeat(100.0, 4)), Make.Allocated("A", 24, 48, 24, 48)));

        Assert.True(result.Alarms.Builds.Interval.Lower > 0.01);
        Assert.Equal(Make.Id("A"), Assert.Single(result.Alarms.Blamed).Id);
        Assert.Contains(result.Diagnostics, d => d is { Code: DiagnosticCode.PG2039, Severity: Severity.Warning } && d.Evidence!.Contains("Suite.Type.A", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_accepted_hides_no_false_alarm()
    {
        var accepting = GatePolicy.Default with { Accepted = [new Acceptance(new Glob("*"), "allocated", 5, "it varies", null, null, DateOnly.MaxValue)], Today = default };

        Assert.True(Calibrate(Make.Run(Make.Time("A", Enumerable.Repeat(100.0, 4)), Make.Allocated("A", 24, 48, 24, 48)), accepting).Alarms.Builds.Hits > 0);
    }

    [Fact]
    public void What_drifts_while_it_is_measured_is_told()
    {
        var result = Calibrate(Make.Run(Make.Time("A", Enumerable.Range(0, 40).Select(i => 100.0 + (2 * i)))));

        Assert.Equal(Outcome.Regressed, result.EarlyAndLate.Outcome);
        Assert.Contains(result.Diagnostics, d => d.Fact.Contains("first half", StringComparison.Ordinal));
    }

    [Fact]
    public void Reports_hold_the_same_numbers()
    {
        var result = Calibrate(Make.Run(Make.Time("A<int>(S: \"a|b\")", Make.Noisy(new Random(1), 100, 40))));
        var noise = result.Suites[0].Benchmarks[0];

        var json = JsonDocument.Parse(CalibrationJsonReport.Render(result)).RootElement;
        var markdown = CalibrationMarkdown.Render(result);

        var benchmark = json.GetProperty("suites")[0].GetProperty("benchmarks")[0];
        Assert.Equal(noise.Level, benchmark.GetProperty("level").GetDouble());
        Assert.Equal(SessionSpread.Prior, benchmark.GetProperty("sessionSpread").GetDouble(), 12);
        Assert.Equal(100, json.GetProperty("falseAlarms").GetProperty("builds").GetInt32());
        Assert.Equal(Make.Here.Key.Value, json.GetProperty("environment").GetString());
        Assert.Contains("a\\|b", markdown, StringComparison.Ordinal);
        Assert.Contains($"{Format.Percent(noise.DetectableEffect!.Value)} | {noise.LaunchesNeeded} | 2.0 %", markdown, StringComparison.Ordinal);
        Assert.Contains("0 of 100 unchanged builds flagged, 0.0 % \\[0.0, 3.7\\]; at most 1 % are promised", markdown, StringComparison.Ordinal);
        Assert.Contains("not what another day does", markdown, StringComparison.Ordinal);
    }

    private static CalibrationResult Calibrate(SuiteRun run, GatePolicy? policy = null) => CalibrationResult.Of(
        [run], policy ?? GatePolicy.Default,
        (r, benchmarks) => new SuiteNoise(r.Suite, r.LongestSample / 2, TimeSpan.FromSeconds(1), TimeSpan.Zero, benchmarks, new SessionSpread(r.Suite, [])),
        100, new Random(1));

    private static List<double> ValuesOf(SuiteRun run, string name) =>
        [.. run.Find(Make.Id(name), "time")!.Sample.Launches.Select(launch => launch.Iterations[0])];
}
