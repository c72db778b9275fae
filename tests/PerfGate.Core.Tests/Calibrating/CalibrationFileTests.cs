using System.Text;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Calibrating;

public class CalibrationFileTests
{
    private static readonly Calibration Stored = new(
        Make.Here.Key,
        [Session(1, "suite", new BenchmarkNoise(Make.Id("A(N: \"é<>&\")"), 20, 123.456, 0.0125, 0.05, 0.0712)), Session(2, "other", new BenchmarkNoise(Make.Id("B"), 2, 7, 0, 0, null))]);

    internal static readonly string Text = CalibrationWriter.Write(Stored);

    [Fact]
    public void A_calibration_comes_back_as_it_was_stored()
    {
        var back = Read(Text);

        Assert.Equal(Stored.Environment, back.Environment);
        Assert.Equal(Stored.Sessions.Select(s => (s.Suite, s.Provenance)), back.Sessions.Select(s => (s.Suite, s.Provenance)));
        Assert.Equal(Stored.Sessions.SelectMany(s => s.Benchmarks), back.Sessions.SelectMany(s => s.Benchmarks));
        Assert.Equal(Text, CalibrationWriter.Write(back));
    }

    [Fact]
    public void It_says_what_follows_from_its_sessions() =>
        Assert.Matches(@"""suite"": \{\n +""sessionsOfOneCommit"": 1,\n +""suite"": 0\.02,", Text);

    [Fact]
    public void A_byte_order_mark_is_read_over() => Assert.Equal(2, Read("\uFEFF" + Text).Sessions.Length);

    [Theory]
    [InlineData("123.456", "0")]
    [InlineData("123.456", "-1")]
    [InlineData("123.456", "1e999")]
    [InlineData("123.456", "\"NaN\"")]
    [InlineData("123.456", "null")]
    [InlineData("\"level\": 123.456, ", "")]
    [InlineData("\"launches\": 20", "\"launches\": 0")]
    [InlineData("0.0125", "-0.1")]
    [InlineData("\"slowShare\": 0.05", "\"slowShare\": 1.5")]
    [InlineData("0.0712", "0")]
    [InlineData("\"measuredAt\": \"2026-01-01T00:00:00Z\",", "")]
    [InlineData("2026-01-01T00:00:00Z", "yesterday")]
    [InlineData("\"suite\": \"other\"", "\"suite\": null")]
    [InlineData("Suite.Type.B\": {", " \": {")]
    [InlineData("perfgate-calibration", "perfgate-measurements")]
    [InlineData("\"sessions\": [", "\"sessions\": [null,")]
    [InlineData("\"sessions\": [", "\"more\": [")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2")]
    [InlineData("\"schemaVersion\": 1,", "")]
    public void What_cannot_be_is_refused(string text, string corrupt)
    {
        Assert.Contains(text, Text, StringComparison.Ordinal);

        Refuses(Text.Replace(text, corrupt, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_is_cut_off_is_refused()
    {
        for (var length = 0; length < Text.Length - 2; length += 17)
        {
            Refuses(Text[..length]);
        }
    }

    [Fact]
    public void Of_each_suite_the_newest_sessions_are_kept()
    {
        var calibration = Stored;
        for (var day = 3; day < 20; day++)
        {
            calibration = calibration.With(Session(day, "suite", new BenchmarkNoise(Make.Id("A"), 20, day, 0, 0, null)));
        }

        Assert.Equal(Calibration.Kept, calibration.Sessions.Count(s => s.Suite == "suite"));
        Assert.Equal(19, calibration.Sessions[^1].Benchmarks[0].Level);
        Assert.Single(calibration.Sessions, s => s.Suite == "other");
    }

    private static CalibrationSession Session(int day, string suite, BenchmarkNoise noise) => new(
        suite,
        new RunProvenance(new CommitInfo("0123456", false), new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero), "1.0"),
        [noise]);

    private static Calibration Read(string text) => CalibrationReader.Read("here.json", Encoding.UTF8.GetBytes(text));

    private static void Refuses(string text)
    {
        var diagnostic = Assert.Throws<PerfGateException>(() => Read(text)).Diagnostic;
        Assert.Equal(DiagnosticCode.PG3020, diagnostic.Code);
        Assert.Contains("here.json", diagnostic.Fact, StringComparison.Ordinal);
    }
}
