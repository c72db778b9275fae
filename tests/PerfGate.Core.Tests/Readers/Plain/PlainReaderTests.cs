using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Readers.Plain;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Readers.Plain;

public partial class PlainReaderTests
{
    private const string SchemaPath = "tool/PerfGate.Core/Readers/Plain/perfgate-results.schema.json";

    [Theory]
    [InlineData("ns", 1.5, "ns", 1.5)]
    [InlineData("us", 1.5, "ns", 1500)]
    [InlineData("µs", 1.5, "ns", 1500)]
    [InlineData("ms", 1.5, "ns", 1.5e6)]
    [InlineData("s", 1.5, "ns", 1.5e9)]
    [InlineData("min", 0.5, "ns", 3e10)]
    [InlineData("B", 3, "B", 3)]
    [InlineData("KB", 3, "B", 3072)]
    [InlineData("MB", 3, "B", 3 * 1024 * 1024)]
    [InlineData("GB", 3, "B", 3.0 * 1024 * 1024 * 1024)]
    [InlineData("requests/s", 3, "requests/s", 3)]
    public void Values_are_kept_in_the_base_unit(string unit, double value, string baseUnit, double expected)
    {
        var measured = Assert.Single(Run(FormattableString.Invariant($$"""{"benchmark": "a", "metric": "m", "unit": "{{unit}}", "value": {{value}}}""")).Measured);

        Assert.Equal((baseUnit, expected), (measured.Metric.Unit, measured.Sample.Launches.Single().Iterations.Single()));
    }

    [Fact]
    public void Each_line_is_a_launch_unless_it_says_which()
    {
        var run = Run("""
            {"benchmark": "a", "unit": "ns", "values": [1, 2]}
            {"benchmark": "b", "unit": "ns", "launch": 2, "value": 20}
            {"benchmark": "a", "unit": "ns", "values": [3]}

            {"benchmark": "b", "unit": "ns", "launch": 1, "value": 10}
            """);

        Assert.Equal([[1, 2], [3]], Launches(run, "a"));
        Assert.Equal([[10], [20]], Launches(run, "b"));
    }

    [Fact]
    public void A_metric_is_sampled_and_better_if_lower_unless_it_says_so()
    {
        var run = Run("""
            {"benchmark": "a", "unit": "ms", "value": 1}
            {"benchmark": "a", "metric": "allocated", "unit": "B", "value": 0}
            {"benchmark": "a", "metric": "p99", "unit": "ms", "value": 1}
            {"benchmark": "a", "metric": "peak", "unit": "MB", "value": 1}
            {"benchmark": "a", "metric": "size", "unit": "B", "kind": "exact", "value": 0}
            {"benchmark": "a", "metric": "throughput", "unit": "requests/s", "direction": "higher", "value": 1}
            """);

        Assert.Equal(
            [
                Metric.Allocated,
                new Metric("p99", "ns", MetricDirection.LowerIsBetter, MetricKind.Sampled),
                new Metric("peak", "B", MetricDirection.LowerIsBetter, MetricKind.Sampled),
                new Metric("size", "B", MetricDirection.LowerIsBetter, MetricKind.Exact),
                new Metric("throughput", "requests/s", MetricDirection.HigherIsBetter, MetricKind.Sampled),
                Metric.Time,
            ],
            run.Measured.Select(m => m.Metric));
    }

    [Fact]
    public void A_line_may_tell_where_it_was_measured()
    {
        var run = Run("""
            {"benchmark": "a", "unit": "ns", "value": 1}
            {"environment": {"processor": "P", "logicalCores": 4, "os": "O", "architecture": "X64", "runtime": ".NET 10.0.1", "gc": "server", "intrinsics": "AVX2", "harness": "Mine 2.0"}}
            """);

        Assert.Equal(new HostEnvironment("P", 4, "O", "X64", ".NET 10.0.1", "server", "AVX2", "Mine 2.0"), run.Environment);
        Assert.Equal(new HostEnvironment("", 0, "", "", ""), Run("""{"benchmark": "a", "unit": "ns", "value": 1}""").Environment);
    }

    [Fact]
    public void What_is_read_is_the_same_after_it_was_stored()
    {
        var run = Run("""
            {"benchmark": "load test: p99", "unit": "ms", "values": [1.5, 2]}
            {"benchmark": "GET /api/v1.0/users.json", "metric": "rate \"x\"", "unit": "1/s", "direction": "higher", "value": 3}
            {"benchmark": "Ns.Type.Method(N: 1) [Job]", "metric": "allocated", "unit": "KB", "value": 1}
            """);

        var stored = MeasurementsReader.Read("f", Encoding.UTF8.GetBytes(MeasurementsWriter.Write(new Baseline([run])))).Sessions.Single();

        Assert.Equal(run.Measured, stored.Measured);
        Assert.Equal(run.Benchmarks.Select(id => id.ShortName), stored.Benchmarks.Select(id => id.ShortName));
    }

    [Theory]
    [InlineData("""{"benchmrk": "a", "unit": "ns", "value": 1}""", DiagnosticCode.PG2017, "'benchmrk'", "'benchmark'")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "vlaues": [1]}""", DiagnosticCode.PG2017, "'vlaues'", "'values'")]
    [InlineData("""{"environment": {"processr": "P"}}""", DiagnosticCode.PG2017, "'environment.processr'", "'processor'")]
    [InlineData("""{"environment": {"os": "O"}, "value": 1}""", DiagnosticCode.PG2017, "something else", "a line of its own")]
    [InlineData("""{"environment": {"logicalCores": 0}}""", DiagnosticCode.PG2017, "0 logical cores", "")]
    [InlineData("""{"unit": "ns", "value": 1}""", DiagnosticCode.PG2017, "names no benchmark", "")]
    [InlineData("""{"benchmark": " ", "unit": "ns", "value": 1}""", DiagnosticCode.PG2017, "blank", "")]
    [InlineData("""{"benchmark": "a\nb", "unit": "ns", "value": 1}""", DiagnosticCode.PG2017, "control character", "")]
    [InlineData("""{"benchmark": "a", "value": 1}""", DiagnosticCode.PG2017, "'time' has no unit", "ms")]
    [InlineData("""{"benchmark": "a", "unit": "sec", "value": 1}""", DiagnosticCode.PG2017, "'sec' is no unit of 'time'", "another name")]
    [InlineData("""{"benchmark": "a", "metric": "allocated", "unit": "ms", "value": 1}""", DiagnosticCode.PG2017, "no unit of 'allocated'", "KB")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "kind": "exact", "value": 1}""", DiagnosticCode.PG2017, "always sampled", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "direction": "up", "value": 1}""", DiagnosticCode.PG2017, "'up' is no direction", "lower or higher")]
    [InlineData("""{"benchmark": "a", "metric": "m", "kind": "Exact", "value": 1}""", DiagnosticCode.PG2017, "'Exact' is no kind", "sampled or exact")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "launch": -1, "value": 1}""", DiagnosticCode.PG2017, "launch -1", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "launch": 1.5, "value": 1}""", DiagnosticCode.PG2017, "$.launch", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns"}""", DiagnosticCode.PG2017, "no value", "values")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": 1, "values": [1]}""", DiagnosticCode.PG2017, "both", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "values": []}""", DiagnosticCode.PG2017, "empty", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "values": [1, null]}""", DiagnosticCode.PG2017, "$.values[1]", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": "1"}""", DiagnosticCode.PG2017, "$.value", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": 1, "value": 2}""", DiagnosticCode.PG2017, "value", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "val""", DiagnosticCode.PG2017, "not JSON", "cut off")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": 1},""", DiagnosticCode.PG2017, "not JSON", "")]
    [InlineData("null", DiagnosticCode.PG2017, "null", "")]
    [InlineData("[1]", DiagnosticCode.PG2017, "", "")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "values": [1, 0]}""", DiagnosticCode.PG2008, "'a'", "0 in line 2")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "values": [1, -3]}""", DiagnosticCode.PG2008, "'a'", "-3 in line 2")]
    [InlineData("""{"benchmark": "a", "metric": "m", "kind": "exact", "value": -3}""", DiagnosticCode.PG2008, "'a'", "-3 in line 2")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": 1e999}""", DiagnosticCode.PG2008, "'a'", "Infinity in line 2")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": NaN}""", DiagnosticCode.PG2008, "'a'", "NaN in line 2")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "values": [1, -Infinity]}""", DiagnosticCode.PG2008, "'a'", "-Infinity in line 2")]
    [InlineData("""{"benchmark": "first", "metric": "m", "unit": "B", "value": 3}""", DiagnosticCode.PG2017, "'m' has another unit", "line 1")]
    [InlineData("""{"benchmark": "first", "metric": "m", "direction": "higher", "value": 3}""", DiagnosticCode.PG2017, "direction", "line 1")]
    [InlineData("""{"benchmark": "first", "metric": "m", "launch": 1, "value": 3}""", DiagnosticCode.PG2017, "with a number and without", "line 1")]
    public void A_line_that_cannot_be_used_is_an_error_that_names_file_and_line(string second, DiagnosticCode code, params string[] said)
    {
        var diagnostic = Refused("""{"benchmark": "first", "metric": "m", "value": 1}""" + "\n" + second);

        Assert.Equal(code, diagnostic.Code);
        Assert.All([.. said, "results.jsonl", "line 2"], text => Assert.Contains(text, diagnostic.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_benchmark_metric_and_launch_stand_once()
    {
        var diagnostic = Refused("""
            {"benchmark": "a", "unit": "ns", "launch": 1, "value": 1}
            {"benchmark": "a", "unit": "ns", "launch": 2, "value": 1}
            {"benchmark": "a", "metric": "m", "launch": 1, "value": 1}
            {"benchmark": "a", "unit": "us", "launch": 1, "value": 2}
            """);

        Assert.Equal(DiagnosticCode.PG2007, diagnostic.Code);
        Assert.Contains("lines 1 and 4 of 'results.jsonl'", diagnostic.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_environments_in_one_file_are_an_error() => Assert.Equal(DiagnosticCode.PG2015, Refused("""
        {"environment": {"os": "O"}}
        {"environment": {"os": "P"}}
        """).Code);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("""{"environment": {"os": "O"}}""")]
    public void A_file_without_a_record_is_nothing_that_ran(string text) => Assert.Equal(DiagnosticCode.PG2002, Refused(text).Code);

    [Fact]
    public void Byte_order_marks_and_line_ends_of_Windows_are_read()
    {
        const string Text = "{\"benchmark\": \"ä\", \"unit\": \"ns\", \"value\": 1}\r\n{\"benchmark\": \"ä\", \"unit\": \"ns\", \"value\": 2}\r\n";
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var run = ReportMerger.Merge("", [PlainReader.Read("f.jsonl", (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes(Text)])]);
            Assert.Equal([[1], [2]], Launches(run, "ä"));
        }

        Assert.Equal(DiagnosticCode.PG2009, Assert.Throws<PerfGateException>(() => PlainReader.Read("f.jsonl", Encoding.Latin1.GetBytes(Text))).Diagnostic.Code);
    }

    [Theory]
    [InlineData("f.jsonl", "", true)]
    [InlineData("f.JSONL", "{", true)]
    [InlineData("f.ndjson", "x", true)]
    [InlineData("f.json", """{"benchmark": "a", "value": 1}""", true)]
    [InlineData("f.txt", "\n\n {\"environment\": {}}\n{", true)]
    [InlineData("f.json", "", false)]
    [InlineData("f.json", "{\n  \"benchmark\": 1 }", false)]
    [InlineData("f.json", """{"Title": "x", "HostEnvironmentInfo": {}}""", false)]
    [InlineData("f.json", """{"results": []}""", false)]
    [InlineData("f.json", "[]", false)]
    public void The_format_is_told_by_the_files_name_or_its_first_line(string name, string text, bool expected) =>
        Assert.Equal(expected, PlainReader.Recognises(name, Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task The_examples_of_the_documentation_are_read_and_fit_the_schema()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf(SchemaPath), TestContext.Current.CancellationToken);
        var examples = Example().Matches(Repository.Read("docs/plain-format.md")).Select(match => match.Groups["text"].Value.ReplaceLineEndings("\n")).ToList();

        Assert.Equal(2, examples.Count);
        foreach (var example in examples)
        {
            Assert.NotEmpty(Run(example).Measured);
            Assert.All(example.Trim().Split('\n'), line => Assert.Empty(schema.Validate(line)));
        }
    }

    [Theory]
    [InlineData("""{"benchmrk": "a", "unit": "ns", "value": 1}""")]
    [InlineData("""{"benchmark": "a", "unit": "ns"}""")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": 1, "values": [1]}""")]
    [InlineData("""{"benchmark": "a", "unit": "ns", "value": -1}""")]
    [InlineData("""{"environment": {"cpu": "P"}}""")]
    [InlineData("""{"environment": {}, "benchmark": "a", "value": 1}""")]
    public async Task The_schema_refuses_what_the_reader_refuses(string line)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf(SchemaPath), TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate(line));
        Refused(line);
    }

    [Fact]
    public async Task The_schema_knows_exactly_the_keys_that_the_reader_knows()
    {
        string[] lines =
        [
            """{"environment": {"processor": "P", "logicalCores": 4, "os": "O", "architecture": "X64", "runtime": "R", "gc": "G", "intrinsics": "I", "harness": "H"}}""",
            """{"benchmark": "a", "metric": "m", "unit": "u", "direction": "lower", "kind": "sampled", "launch": 1, "value": 1}""",
            """{"benchmark": "b", "values": [1], "metric": "m", "unit": "u"}""",
        ];
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf(SchemaPath), TestContext.Current.CancellationToken);
        var definitions = JsonNode.Parse(Repository.Read(SchemaPath))!["definitions"]!;
        var nodes = lines.Select(line => JsonNode.Parse(line)!.AsObject()).ToList();

        Assert.NotEmpty(Run(string.Join('\n', lines)).Measured);
        Assert.All(lines, line => Assert.Empty(schema.Validate(line)));
        Assert.Equal(
            nodes.SelectMany(node => node.Select(p => p.Key)).Distinct().Order(), KeysOf(definitions["record"]!).Concat(KeysOf(definitions["facts"]!)).Order());
        Assert.Equal(nodes[0]["environment"]!.AsObject().Select(p => p.Key).Order(), KeysOf(definitions["facts"]!["properties"]!["environment"]!).Order());
    }

    private static IEnumerable<string> KeysOf(JsonNode node) => node["properties"]!.AsObject().Select(p => p.Key);

    private static SuiteRun Run(string text) => ReportMerger.Merge("", [PlainReader.Read("results.jsonl", Encoding.UTF8.GetBytes(text))]);

    private static IEnumerable<IEnumerable<double>> Launches(SuiteRun run, string benchmark) =>
        run.Measured.Single(m => m.Id.ToString() == benchmark).Sample.Launches.Select(launch => launch.Iterations.AsEnumerable());

    private static Diagnostic Refused(string text) => Assert.Throws<PerfGateException>(() => Run(text)).Diagnostic;

    [GeneratedRegex(@"```jsonl\r?\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
