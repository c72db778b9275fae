using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Readers.Hyperfine;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Readers;

/// <summary>On real exports of hyperfine.</summary>
public class HyperfineReaderTests
{
    private const string Good = """{"results": [{"command": "a", "times": [0.5, 0.25], "exit_codes": [0, 0]}]}""";

    [Fact]
    public void Each_run_is_a_launch_in_nanoseconds()
    {
        var measured = Assert.Single(Run(Good).Measured);

        Assert.Equal(("a", Metric.Time), (measured.Id.ToString(), measured.Metric));
        Assert.Equal([5e8, 2.5e8], measured.Sample.Launches.Select(launch => launch.Iterations.Single()));
    }

    [Fact]
    public void A_slower_command_is_red_and_another_is_not()
    {
        var result = Make.Judge(Run(File("candidate.json")), Run(File("base.json")), new() { MinimumEffect = 0.5 });

        Assert.Equal(Verdict.Regressed, result.Judgements.Single(j => j.Comparison.Id.ToString() == "nap").Verdict);
        Assert.NotEqual(Verdict.Regressed, result.Judgements.Single(j => j.Comparison.Id.ToString() == "seq").Verdict);
    }

    [Fact]
    public void Parameters_are_part_of_the_name() =>
        Assert.Equal(["nap (t: 0.01)", "nap (t: 0.02)"], Run(File("parameters.json")).Benchmarks.Select(id => id.ToString()));

    [Fact]
    public void A_command_that_failed_in_a_run_failed_and_the_others_are_read()
    {
        var run = Run(File("failed.json"));

        Assert.Equal(["sleep 0.01"], run.Benchmarks.Select(id => id.ToString()));
        var failure = Assert.Single(run.Failures);
        Assert.Equal(("sh -c \"exit 3\"", DiagnosticCode.PG2003), (failure.Id.ToString(), failure.Diagnostic.Code));
        Assert.Contains("exit code 3 in run 1 of 3", failure.Diagnostic.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[0, 0]", "[0, null]", DiagnosticCode.PG2003)]
    [InlineData("\"times\": [0.5, 0.25], ", "", DiagnosticCode.PG2003)]
    [InlineData("[0.5, 0.25]", "[]", DiagnosticCode.PG2003)]
    [InlineData("0.25", "0.0", DiagnosticCode.PG2008)]
    [InlineData("0.25", "-1", DiagnosticCode.PG2008)]
    [InlineData("0.25", "1e999", DiagnosticCode.PG2008)]
    public void What_cannot_be_is_a_failure_of_that_command(string from, string to, DiagnosticCode code)
    {
        var run = Run(Good.Replace(from, to, StringComparison.Ordinal));

        Assert.Empty(run.Measured);
        Assert.Equal(code, Assert.Single(run.Failures).Diagnostic.Code);
    }

    [Theory]
    [InlineData("""{"results": []}""", DiagnosticCode.PG2002)]
    [InlineData("""{"results": [{"command": "a", "times": "none"}]}""", DiagnosticCode.PG2010)]
    [InlineData("""{"results": [{"command": " ", "times": [1]}]}""", DiagnosticCode.PG2010)]
    [InlineData("""{"results": [{"command": "a", "times": [1, """, DiagnosticCode.PG2009)]
    [InlineData("""{"results": [{"command": "a", "times": [1]}, {"command": "a", "times": [1]}]}""", DiagnosticCode.PG2007)]
    public void An_export_that_cannot_be_used_is_an_error(string text, DiagnosticCode code) =>
        Assert.Equal(code, Assert.Throws<PerfGateException>(() => Run(text)).Diagnostic.Code);

    [Theory]
    [InlineData(Good, true)]
    [InlineData("""{ "results" : [ {"command": "a" """, true)]
    [InlineData("""{"results": [{"name": "a"}]}""", false)]
    [InlineData("""{"results": {}}""", false)]
    [InlineData("""{"benchmark": "a", "value": 1}""", false)]
    [InlineData("", false)]
    public void The_format_is_told_by_its_beginning(string text, bool expected) =>
        Assert.Equal(expected, HyperfineReader.Recognises(Encoding.UTF8.GetBytes(text)));

    private static string File(string name) => Repository.Read($"tests/data/hyperfine/{name}");

    private static SuiteRun Run(string text) => ReportMerger.Merge("", [HyperfineReader.Read("export.json", Encoding.UTF8.GetBytes(text))]);
}
