using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Histories;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Histories;

public class HistoryFileTests
{
    private static readonly HistorySession Stored = new(
        "suite \"é\"", Make.Here.Key, "a machine, 2 cores", "BenchmarkDotNet 0.15.8", new HistoryCommit("0123456789abcdef0123456789abcdef01234567", "Say \"<hello>\" & go", true, Time(10)), Time(12), HistoryOrigin.BaselineUpdate,
        [
            new HistoryValue(Make.Id("A(N: \"é<>&\")"), Metric.Time, 123.457, 10, 0.0123),
            new HistoryValue(Make.Id("A(N: \"é<>&\")"), Metric.Allocated, 1234567, 10),
            new HistoryValue(Make.Id("B"), Make.Kernels, -3, 2),
            new HistoryValue(BenchmarkId.Parse("load test: p99"), new Metric("rate", "1/s", MetricDirection.HigherIsBetter, MetricKind.Sampled), 12.5, 3),
        ],
        [new AcceptedRegression(Make.Id("B"), "time", null, "why", "Ada", new DateOnly(2026, 1, 2), null)]);

    internal static readonly string Line = HistoryWriter.Line(Stored);

    [Fact]
    public void A_session_comes_back_as_it_was_written_on_one_line()
    {
        var read = Read(Line);

        Assert.Empty(read.Notes);
        var back = Assert.Single(read.Sessions);
        Assert.Equal(Stored.Values, back.Values);
        Assert.Equal(Stored.Accepted, back.Accepted);
        Assert.Equal(
            (Stored.Suite, Stored.Environment, Stored.Machine, Stored.Harness, Stored.Commit, Stored.MeasuredAt, Stored.Origin), (back.Suite, back.Environment, back.Machine, back.Harness, back.Commit, back.MeasuredAt, back.Origin));
        Assert.Equal(Line, HistoryWriter.Line(back));
        Assert.Equal(Line.Length - 1, Line.IndexOf('\n', StringComparison.Ordinal));
        Assert.StartsWith("""{"format":"perfgate-history","schemaVersion":1,""", Line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_last_line_is_named_and_the_rest_read()
    {
        foreach (var length in new[] { 1, 20, Line.IndexOf("é<>", StringComparison.Ordinal) + 1, Line.Length - 2 })
        {
            var read = Read(Line + Line[..length]);

            Assert.Single(read.Sessions);
            var note = Assert.Single(read.Notes);
            Assert.Equal((DiagnosticCode.PG5012, Severity.Warning), (note.Code, note.Severity));
            Assert.StartsWith("line 2, ", note.Evidence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_without_a_line_feed_that_is_whole_is_read() => Assert.Empty(Read(Line.TrimEnd()).Notes);

    [Fact]
    public void Empty_lines_carriage_returns_and_a_byte_order_mark_do_no_harm() => Assert.Equal(2, Read($"\uFEFF{Line}\r\n\n{Line.TrimEnd()}\r\n").Sessions.Length);

    [Fact]
    public void A_torn_line_before_the_last_is_an_error() => Assert.Equal(DiagnosticCode.PG5010, Refused($"{Line[..40]}\n{Line}").Code);

    [Fact]
    public void A_newer_schema_is_refused_even_if_it_is_read_otherwise()
    {
        Assert.Equal(DiagnosticCode.PG5011, Refused(Line.Replace("\"schemaVersion\":1", "\"schemaVersion\":2", StringComparison.Ordinal)).Code);
        var other = Refused($"{Line}{{\"format\":\"perfgate-history\",\"schemaVersion\":7,\"all\":\"else\"}}\n");
        Assert.Equal(DiagnosticCode.PG5011, other.Code);
        Assert.Contains("line 2 has schema version 7", other.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"value\":123.457", "\"value\":0")]
    [InlineData("\"value\":123.457", "\"value\":-1")]
    [InlineData("\"value\":123.457", "\"value\":1e300")]
    [InlineData("\"value\":123.457", "\"value\":1e-300")]
    [InlineData("\"value\":123.457", "\"value\":\"NaN\"")]
    [InlineData("\"value\":123.457", "\"value\":null")]
    [InlineData("\"value\":123.457,", "")]
    [InlineData("\"value\":123.457", "\"value\":1,\"value\":2")]
    [InlineData("\"value\":1234567", "\"value\":-24")]
    [InlineData("\"launches\":10", "\"launches\":0")]
    [InlineData("\"launches\":10", "\"launches\":1000000")]
    [InlineData("\"spread\":0.0123", "\"spread\":-1")]
    [InlineData("\"kind\":\"exact\"", "\"kind\":\"other\"")]
    [InlineData("\"direction\":\"higherIsBetter\"", "\"direction\":\"sideways\"")]
    [InlineData("\"origin\":\"baseline update\"", "\"origin\":\"hearsay\"")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "--upload-pack=evil")]
    [InlineData("\"environment\":\"", "\"environment\":\"\",\"x\":\"")]
    [InlineData("\"format\":\"perfgate-history\"", "\"format\":\"perfgate-historz\"")]
    [InlineData("\"schemaVersion\":1", "\"schemaVersion\":0")]
    [InlineData("2026-01-12T", "2026-13-12T")]
    [InlineData("load test: p99", " ")]
    public void What_cannot_have_been_measured_or_said_is_refused(string there, string instead)
    {
        Assert.Contains(there, Line, StringComparison.Ordinal);
        var refused = Refused(Line.Replace(there, instead, StringComparison.Ordinal));

        Assert.Equal(DiagnosticCode.PG5010, refused.Code);
        Assert.StartsWith("line 1 of 'f'", refused.Fact, StringComparison.Ordinal);
        Assert.DoesNotContain("PerfGate.Histories", refused.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]\n")]
    [InlineData("null\n")]
    [InlineData("3\n")]
    [InlineData("hello\n")]
    [InlineData("hello")]
    [InlineData("{}\n")]
    [InlineData("\0\0\0\n")]
    public void What_is_no_history_is_refused(string text) => Assert.Equal(DiagnosticCode.PG5010, Refused(text).Code);

    [Fact]
    public void No_text_has_no_sessions() => Assert.Empty(Read("").Sessions);

    [Fact]
    public void A_session_without_values_or_with_one_twice_cannot_be()
    {
        Assert.Throws<ArgumentException>(() => MakeHistory.Session(1));
        Assert.Throws<ArgumentException>(() => MakeHistory.Session(1, MakeHistory.Time("A", 1), MakeHistory.Time("A", 2)));
    }

    private static DateTimeOffset Time(int day) => new(2026, 1, day, 8, 30, 0, TimeSpan.Zero);

    private static HistoryRead Read(string text) => HistoryReader.Read("f", Encoding.UTF8.GetBytes(text));

    private static Diagnostic Refused(string text) => Assert.Throws<PerfGateException>(() => Read(text)).Diagnostic;
}
