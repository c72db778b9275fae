using System.Text;
using CsCheck;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Baselines;

public class MeasurementsFileTests
{
    private static readonly Baseline Stored = new(
    [
        Make.RunAt(1, Make.Time("A(N: \"é<>&\")", 123.456789, 1e-3, 1e9), Make.Allocated("A(N: \"é<>&\")", 24, 24, 24)),
        Make.RunAt(2, new Measured(Make.Id("B"), Make.Kernels, Make.Sample(3)), new Measured(
            Make.Id("B"), Metric.Allocated, new Sample([new Launch([26], 3), new Launch([24], 0)]))),
    ]);

    [Fact]
    public void A_run_with_failures_is_not_written()
    {
        var failure = new BenchmarkFailure(Make.Id("B"), Diagnostic.Error(DiagnosticCode.PG2003, "has no measurements"));
        var baseline = new Baseline([Make.Run(Make.Time("A", 1)).WithFailures([failure])]);

        Assert.Throws<ArgumentException>(() => MeasurementsWriter.Write(baseline));
    }

    [Fact]
    public void A_baseline_comes_back_as_it_was_stored()
    {
        var back = Read(MeasurementsWriter.Write(Stored));

        Assert.Equal(Stored.Sessions.Length, back.Sessions.Length);
        foreach (var (before, after) in Stored.Sessions.Zip(back.Sessions))
        {
            Assert.Equal(before.Environment, after.Environment);
            Assert.Equal(before.Provenance, after.Provenance);
            Assert.Equal(before.Measured.Select(m => (m.Id, m.Metric)), after.Measured.Select(m => (m.Id, m.Metric)));
        }
    }

    [Fact]
    public void What_was_accepted_and_the_anchor_come_back_as_they_were_stored()
    {
        var decided = new RunProvenance(null, null, null)
        {
            Anchor = "v1 \"é\"",
            Accepted =
            [
                new AcceptedRegression(Make.Id("A(N: \"é<>&\")"), "time", 0.123, "why \"not\"", "Ada", new DateOnly(2026, 1, 2), new DateOnly(2026, 12, 31)),
                new AcceptedRegression(Make.Id("B"), "allocated", null, "why", "Ada", new DateOnly(2026, 1, 2), null),
            ],
        };
        var text = MeasurementsWriter.Write(new Baseline([Make.Run(Make.Time("A", 1)).WithProvenance(decided)]));

        Assert.Equal(decided, Read(text).Sessions[0].Provenance);
        Assert.Equal(text, MeasurementsWriter.Write(Read(text)));
        Assert.Equal(DiagnosticCode.PG3002, Refused(text.Replace("2026-12-31", "31.12.2026", StringComparison.Ordinal)));
        Assert.DoesNotContain("anchor", MeasurementsWriter.Write(Stored), StringComparison.Ordinal);
    }

    [Fact]
    public void Times_keep_six_significant_digits_and_exact_values_all_of_them() =>
        Gen.Select(Gen.Double[1e-3, 1e12], Gen.Long[0, 1L << 50]).Sample((time, bytes) =>
        {
            var back = Read(MeasurementsWriter.Write(new Baseline([Make.Run(Make.Time("A", time), Make.Allocated("A", bytes))]))).Sessions[0];
            var readTime = back.Find(Make.Id("A"), "time")!.Sample.Launches[0].Iterations[0];

            return Math.Abs((readTime / time) - 1) <= 5.1e-6
                && back.Find(Make.Id("A"), "allocated")!.Sample.Launches[0].Iterations[0] == bytes;
        });

    [Fact]
    public void Storing_what_was_read_changes_no_byte()
    {
        var text = MeasurementsWriter.Write(Stored);

        Assert.Equal(text, MeasurementsWriter.Write(Read(text)));
    }

    [Fact]
    public void A_session_more_only_adds_lines()
    {
        var before = MeasurementsWriter.Write(Stored).Split('\n');
        var after = MeasurementsWriter.Write(Stored.With(Make.RunAt(3, Make.Time("C", 5)), _ => false, 5)).Split('\n');

        var commas = before.Zip(after).Count(pair => pair.First != pair.Second && pair.First + "," == pair.Second);
        Assert.Equal(1, commas);
        Assert.Equal(before.Length - 4, before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"perfgate-measurements\",\"schemaVersion\":1,\"sessions\":[]}")]
    public void What_is_no_baseline_is_corrupt(string text) => Assert.Equal(DiagnosticCode.PG3002, Refused(text));

    [Theory]
    [InlineData("123.457", "0")]
    [InlineData("123.457", "-1")]
    [InlineData("123.457", "\"x\"")]
    [InlineData("\"sampled\"", "\"guessed\"")]
    [InlineData("[24], [24], [24]", "")]
    [InlineData("[[26], [24]]", "[[26]]")]
    [InlineData("\"Suite.Type.B\"", "\" \"")]
    [InlineData("\"logicalCores\": 2,", "")]
    [InlineData("\"time\":", "\"allocated\":")]
    public void A_baseline_with_a_value_that_cannot_be_is_corrupt(string from, string to) =>
        Assert.Equal(DiagnosticCode.PG3002, Refused(MeasurementsWriter.Write(Stored).Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("123.457", "0", "Suite.Type.A(N: \"é<>&\")", "time")]
    [InlineData("123.457", "1e999", "Suite.Type.A(N: \"é<>&\")", "time")]
    [InlineData("[3]", "[]", "Suite.Type.B", "KernelsLaunched")]
    [InlineData("[3]", "[-1e999]", "Suite.Type.B", "KernelsLaunched")]
    [InlineData("[3, 0]", "[3, -1]", "Suite.Type.B", "allocated")]
    [InlineData("[26]", "[-26]", "Suite.Type.B", "allocated")]
    public void A_value_that_cannot_be_is_refused_with_its_benchmark_and_metric(string from, string to, string benchmark, string metric)
    {
        var text = MeasurementsWriter.Write(Stored);
        Assert.Contains(from, text, StringComparison.Ordinal);

        var evidence = Assert.Throws<PerfGateException>(() => Read(text.Replace(from, to, StringComparison.Ordinal))).Diagnostic.Evidence!;

        Assert.Contains($"'{benchmark}'", evidence, StringComparison.Ordinal);
        Assert.Contains(metric, evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void What_could_not_be_read_back_is_not_written(double value)
    {
        var run = Make.Run(Make.Time("Fine", 1), Make.Time("Idle", 7, value));

        var diagnostic = Assert.Throws<PerfGateException>(() => MeasurementsWriter.Write(new Baseline([run]))).Diagnostic;

        Assert.Equal(DiagnosticCode.PG2008, diagnostic.Code);
        Assert.Contains("'Suite.Type.Idle'", diagnostic.Fact, StringComparison.Ordinal);
        Assert.Contains("time", diagnostic.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_below_zero_are_not_written() => Assert.Equal(
        DiagnosticCode.PG2008,
        Assert.Throws<PerfGateException>(() => MeasurementsWriter.Write(new Baseline([Make.Run(Make.Allocated("A", -24))]))).Diagnostic.Code);

    [Fact]
    public void Every_truncation_is_noticed()
    {
        var text = MeasurementsWriter.Write(Stored);
        for (var length = 0; length < text.Length - 2; length += 13)
        {
            Assert.Equal(DiagnosticCode.PG3002, Refused(text[..length]));
        }
    }

    [Fact]
    public void A_newer_schema_is_told_apart_from_a_broken_file() => Assert.Equal(
        DiagnosticCode.PG3003,
        Refused(MeasurementsWriter.Write(Stored).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 2, \"new\": {}", StringComparison.Ordinal)));

    private static Baseline Read(string text) => MeasurementsReader.Read("file", Encoding.UTF8.GetBytes(text));

    private static DiagnosticCode Refused(string text) => Assert.Throws<PerfGateException>(() => Read(text)).Diagnostic.Code;
}
