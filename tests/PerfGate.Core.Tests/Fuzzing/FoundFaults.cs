using System.Text;
using System.Text.RegularExpressions;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Reporting.Json;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>What the search of <see cref="EveryReader"/> has found, each in its least form. All of them crashed.</summary>
public class FoundFaults
{
    private static readonly byte[] NoUtf8 = [.. "{\""u8, 0xff, .. "\": 1}"u8];

    [Theory]
    [InlineData("""{"results": [{}]}""", DiagnosticCode.PG2010)]
    [InlineData("""{"\udc00": 1}""", DiagnosticCode.PG2010)]
    [InlineData("""{"results": [{"\udc00": 1}]}""", DiagnosticCode.PG2010)]
    public void Of_reports_is_refused_with_a_code(string report, DiagnosticCode code) => Refuses(code, () => Readings.OfReport("a.json", Encoding.UTF8.GetBytes(report)));

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused_with_a_code() => Refuses(DiagnosticCode.PG2010, () => Readings.OfReport("a.json", NoUtf8));

    [Fact]
    public void Half_a_character_still_tells_parameters_of_hyperfine_apart() =>
        Assert.Equal([@"a (p: ""\ud800"")"], Readings.OfReport("a.json", """{"results": [{"command": "a", "times": [1], "parameters": {"p": "\ud800"}}]}"""u8.ToArray()).Benchmarks.Select(id => id.ToString()));

    [Theory]
    [InlineData("""{"suites": 3, NaN}""", DiagnosticCode.PG1003)]
    [InlineData("""{"suites": [{"project": "p", "filter": "\ud800"}]}""", DiagnosticCode.PG1005)]
    [InlineData("""{"suites": [{"project": "p", "filter": ["\udc00\ud800"]}]}""", DiagnosticCode.PG1005)]
    [InlineData("""{"suites": [{"project": "p"}], "study": {"base": "B", "arms": [{"x": {}, "x": {}}]}}""", DiagnosticCode.PG1005)]
    [InlineData("""{"\udc00": 1, "suites": 3}""", DiagnosticCode.PG1005)]
    [InlineData("""{"suites": [3], "suites": "x"}""", DiagnosticCode.PG1005)]
    public void Of_configurations_is_refused_with_a_code(string config, DiagnosticCode code) => Refuses(code, () => ConfigReader.Read("file", Encoding.UTF8.GetBytes(config)));

    [Fact]
    public void A_pattern_may_be_of_any_length_as_a_whole_name_is_one()
    {
        var id = BenchmarkId.Parse($@"A.B.C(path: ""C:\{new string('é', 30_000)}[(.*"")");

        Assert.True(new Glob(id.FullName).Matches(id));
        Assert.True(new Glob(id.FullName.ToUpperInvariant()).Matches(id));
        Assert.False(new Glob($"{id.FullName}x").Matches(id));
        Assert.True(new Glob(@"*:\*[?.*").Matches(id));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e300")]
    public void Numbers_of_a_result_that_no_measurement_gives_are_refused_with_a_code(string number)
    {
        var text = Documents.OfResults[0];
        var at = text.IndexOf("\"ratio\": ", StringComparison.Ordinal) + "\"ratio\": ".Length;
        var edited = $"{text[..at]}{number}{text[text.IndexOf(',', at)..]}";

        Refuses(DiagnosticCode.PG2009, () => JsonResultReader.Read("file", Encoding.UTF8.GetBytes(edited)));
    }

    [Theory]
    [InlineData("08")]
    [InlineData("4001")]
    [InlineData(" PG4001")]
    [InlineData("PG4001, PG4002")]
    public void A_code_of_a_result_that_is_none_is_refused_with_a_code(string code) =>
        Refuses(DiagnosticCode.PG2009, () => JsonResultReader.Read("file", Encoding.UTF8.GetBytes(Regex.Replace(Documents.OfResults[0], "\"code\": \"PG[0-9]{4}\"", $"\"code\": \"{code}\""))));

    [Theory]
    [InlineData("""{"pull_request": {"base": {"sha": "\ud800"}}}""")]
    [InlineData("""{"pull_request": {"base": 3}}""")]
    [InlineData("""{"pull_request": """)]
    public void An_event_file_without_the_text_is_said_to_lack_it(string text) =>
        Assert.StartsWith("the event file ", Assert.Throws<FormatException>(() => EventFile.Text(Encoding.UTF8.GetBytes(text), "pull_request", "base", "sha")).Message, StringComparison.Ordinal);

    private static void Refuses(DiagnosticCode code, Func<object> read) => Assert.Equal(code, Assert.Throws<PerfGateException>(read).Diagnostic.Code);
}
