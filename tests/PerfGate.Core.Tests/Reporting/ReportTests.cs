using System.Text;
using System.Text.Json;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Reporting;
using PerfGate.Reporting.Json;

namespace PerfGate.Core.Tests.Reporting;

public class ReportTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2];

    private static readonly GateResult Rich = Make.Judge(
        Make.Run(
            Make.Time("AddLazy(T: \"a|b<c>\")", Steady.Select(v => v * 1.3)), Make.Time("AddEager(T: \"a|b<c>\")", Steady),
            Make.Allocated("AddEager(T: \"a|b<c>\")", 24), Make.Time("Short", 100), Make.Time("New", Steady)),
        Make.Run(
            Make.Time("AddLazy(T: \"a|b<c>\")", Steady), Make.Time("AddEager(T: \"a|b<c>\")", Steady),
            Make.Allocated("AddEager(T: \"a|b<c>\")", 0), Make.Time("Short", 100), Make.Time("Lost", Steady)),
        GatePolicy.Default with { Ratios = [new RatioRule("lazy / eager", "Lazy", "Eager")] });

    [Fact]
    public void A_saved_result_comes_back_whole()
    {
        var text = JsonReport.Render(Rich);

        var back = JsonResultReader.Read("file", Encoding.UTF8.GetBytes(text));

        Assert.Equal(text, JsonReport.Render(back));
        Assert.Equal(MarkdownReport.Render(Rich), MarkdownReport.Render(back));
        Assert.Equal(Rich.ExitCode, back.ExitCode);
    }

    [Theory]
    [InlineData(1.3, "regressed", "passed")]
    [InlineData(1.3, "regressed", "inconclusive")]
    [InlineData(1.3, "regressed", "skipped")]
    [InlineData(1.0, "passed", "regressed")]
    public void An_outcome_that_contradicts_the_verdicts_is_not_believed(double slowdown, string outcome, string edited)
    {
        var text = JsonReport.Render(Make.Judge(Make.Run(Make.Time("A", Draws.Even(new Random(1), 12).Select(v => v * slowdown))), Make.Run(Make.Time("A", Draws.Even(new Random(1), 12)))));
        Assert.Contains($"\"outcome\": \"{outcome}\"", text, StringComparison.Ordinal);

        var refused = Assert.Throws<PerfGateException>(() => JsonResultReader.Read(
            "file", Encoding.UTF8.GetBytes(text.Replace($"\"outcome\": \"{outcome}\"", $"\"outcome\": \"{edited}\"", StringComparison.Ordinal))));

        Assert.Equal(DiagnosticCode.PG2009, refused.Diagnostic.Code);
        Assert.Contains($"its outcome is {edited}", refused.Diagnostic.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_result_keeps_its_contract()
    {
        using var json = JsonDocument.Parse(JsonReport.Render(Rich));
        var root = json.RootElement;
        var lazy = root.GetProperty("benchmarks").EnumerateArray().First(b => b.GetProperty("id").GetString()!.Contains("Lazy", StringComparison.Ordinal));

        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("failed", root.GetProperty("outcome").GetString());
        Assert.True(root.GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
        Assert.Equal(Make.Here.Key.Value, root.GetProperty("environment").GetProperty("key").GetString());
        Assert.Equal("Suite.Type.AddLazy(T: \"a|b<c>\")", lazy.GetProperty("id").GetString());
        Assert.Equal(("time", "ns", "regressed"), (Text(lazy, "metric"), Text(lazy, "unit"), Text(lazy, "verdict")));
        Assert.Equal(1.3, lazy.GetProperty("ratio").GetDouble(), 2);
        Assert.Equal(2, lazy.GetProperty("interval").GetArrayLength());
        Assert.InRange(lazy.GetProperty("pValue").GetDouble(), 0, 0.01);
        Assert.True(lazy.GetProperty("minimumDetectableEffect").GetDouble() > 0);
        Assert.Equal(6, lazy.GetProperty("baseline").GetProperty("launches").GetInt32());
        Assert.True(lazy.GetProperty("candidate").GetProperty("value").GetDouble() > 0);
        Assert.Equal(0, lazy.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public void The_words_of_the_contract_are_these()
    {
        Assert.Equal(
            ["unchanged", "improved", "regressed", "passed", "inconclusive", "missing", "failed", "added", "accepted"],
            Enum.GetNames<Verdict>().Select(name => name.ToLowerInvariant()));
        Assert.Equal(["passed", "regressed", "inconclusive", "failed", "skipped"], Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\":1}")]
    public void What_is_no_result_is_refused(string json) => Assert.Equal(
        DiagnosticCode.PG2009,
        Assert.Throws<PerfGateException>(() => JsonResultReader.Read("file", Encoding.UTF8.GetBytes(json))).Diagnostic.Code);

    [Fact]
    public void A_result_of_a_newer_tool_is_refused()
    {
        var newer = JsonReport.Render(Rich).Replace("\"schemaVersion\": 1", "\"schemaVersion\": 2", StringComparison.Ordinal);

        Assert.Throws<PerfGateException>(() => JsonResultReader.Read("file", Encoding.UTF8.GetBytes(newer)));
    }

    [Fact]
    public void Markdown_survives_names_with_its_own_signs()
    {
        var rows = MarkdownReport.Render(Rich).Split('\n').Where(line => line.Contains("AddLazy", StringComparison.Ordinal) && line.StartsWith('|'));

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains("a&#124;b&#60;c&#62;", row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12.3456, "12.35 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(12345, "12.35 us")]
    [InlineData(2.5e6, "2.5 ms")]
    [InlineData(7.2e12, "7200 s")]
    public void Times_are_scaled_for_people(double nanoseconds, string text) => Assert.Equal(text, Format.Value(nanoseconds, Metric.Time));

    [Fact]
    public void Every_format_is_documented()
    {
        var documented = Repository.Read("docs/reports.md");

        Assert.All(ReportFormats.All.Keys, format => Assert.Contains($"`{format}`", documented, StringComparison.Ordinal));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
