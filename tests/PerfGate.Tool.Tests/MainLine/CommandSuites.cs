using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Suites that are commands: a real script, a real repository, the real executable.</summary>
public class CommandSuites
{
    private const string Record = """{"benchmark": "a", "unit": "ms", "value": 20}""";
    private static readonly string[] JsonOnly = ["--report", "json", "--verbosity", "quiet"];

    [Fact]
    public async Task Unchanged_is_green_a_slowdown_is_confirmed_in_turn_and_a_faster_day_of_the_baseline_is_not_red()
    {
        using var suite = await CommandSuite.NewAsync();
        (await suite.Workspace.RunAloneAsync("check")).Exits(0);

        suite.Workspace.With("work", "40");
        var slower = (await suite.Workspace.RunAloneAsync(["check", .. JsonOnly])).Fails(1, "PG4001");
        Assert.Equal(["load test: p99"], slower.Named("PG4001"));
        Assert.Contains("confirmed against commit", slower.Json().GetProperty("benchmarks").ToString(), StringComparison.Ordinal);
        Assert.Equal(["load test: p99"], (await suite.Workspace.RunAloneAsync(["check", "--against", "HEAD", .. JsonOnly])).Fails(1, "PG4001").Named("PG4001"));

        // As if the machine had been ten times as fast on the day of the baseline.
        suite.Workspace.With("work", "20").EditBaseline(json => json["sessions"]![0]!["benchmarks"]!["load test: p99"]!["time"]!["launches"] =
            new JsonArray([.. Enumerable.Range(0, 5).Select(i => new JsonArray(JsonValue.Create(2e6 + i)))]));
        var sameDay = (await suite.Workspace.RunAloneAsync("check")).Exits(0);
        Assert.Contains("warning PG4007: 'load test: p99'", sameDay.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_benchmark_that_the_command_lost_is_missing()
    {
        using var suite = await CommandSuite.NewAsync();
        suite.Workspace.With("bench.sh", $"#!/bin/sh\necho '{Record.Replace("\"a\"", "\"startup\"", StringComparison.Ordinal)}' > $PERFGATE_OUTPUT\n");

        Assert.Contains("load test: p99", (await suite.Workspace.RunAloneAsync("check")).Exits(3).Named("PG2006"));
    }

    [Fact]
    public async Task A_start_is_a_launch_whatever_its_lines_say()
    {
        using var workspace = CommandSuite.NewScript($"echo '{Record}' >> $1; echo '{Record.Replace("20", "21", StringComparison.Ordinal)}' >> $1", launches: 2);

        var run = await RunFileAsync(workspace);

        Assert.Equal("[[20000000,21000000],[20000000,21000000]]", run["benchmarks"]!["a"]!["time"]!["launches"]!.ToJsonString());
    }

    [Fact]
    public async Task What_the_command_does_not_tell_of_the_machine_the_tool_tells()
    {
        using var workspace = CommandSuite.NewScript($$$"""echo '{"environment": {"runtime": "Node 22.1", "processor": "Mine"}}' > $1; echo '{{{Record}}}' >> $1""");

        var host = (await RunFileAsync(workspace))["host"]!;

        Assert.Equal(("Node 22.1", "Mine", Environment.ProcessorCount), ((string)host["runtime"]!, (string)host["processor"]!, (int)host["logicalCores"]!));
        Assert.NotEqual("", (string)host["os"]!);
        Assert.NotEqual("", (string)host["architecture"]!);
    }

    [Fact]
    public async Task Filters_are_passed_on_and_choose_from_what_was_measured()
    {
        using var workspace = CommandSuite.NewScript($$"""echo "$PERFGATE_FILTER" > filter; echo '{{Record}}' > $1; echo '{{Record.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)}}' >> $1""");

        var run = await RunFileAsync(workspace, "--filter", "a", "--filter", "c*");

        Assert.Equal(["a"], run["benchmarks"]!.AsObject().Select(b => b.Key));
        Assert.Equal("a\nc*\n", await File.ReadAllTextAsync(workspace.PathOf("filter"), TestContext.Current.CancellationToken));
        (await workspace.RefusesAsync(3, "PG2002", "run", "--filter", "nothing")).Says("'load'", "a, b");
    }

    [Fact]
    public async Task An_export_of_hyperfine_is_one_launch_of_a_start()
    {
        using var workspace = CommandSuite.NewScript($"cp '{Repository.Data("hyperfine/base.json")}' $1");

        var run = await RunFileAsync(workspace);

        Assert.Equal(10, Assert.Single(run["benchmarks"]!["nap"]!["time"]!["launches"]!.AsArray())!.AsArray().Count);
    }

    [Theory]
    [InlineData("echo oh no >&2; exit 7", 3, "PG2012", "exit code 7", "oh no")]
    [InlineData("echo done", 3, "PG2002", "wrote no results", "PERFGATE_OUTPUT")]
    [InlineData("touch $1", 3, "PG2002", "wrote no results", "")]
    [InlineData("echo '{\"benchmrk\": 1}' > $1", 3, "PG2017", "line 1", "'benchmark'")]
    [InlineData("echo '{\"benchmark\": \"a\", \"unit\": \"ms\", \"value\": 0}' > $1", 3, "PG2008", "'a'", "line 1")]
    public async Task What_did_not_run_or_cannot_be_read_is_an_error(string script, int exitCode, string code, params string[] said)
    {
        using var workspace = CommandSuite.NewScript(script);

        (await workspace.RefusesAsync(exitCode, code, "run")).Says(said);
    }

    [Theory]
    [InlineData("\"unit\": \"ms\"", "\"metric\": \"other\"", "PG2004", "time: launch 2 did not")]
    [InlineData("\"a\"", "\"b\"", "PG2004", "launch 2 did not")]
    [InlineData("\"metric\": \"m\", \"unit\": \"B\"", "\"metric\": \"m\", \"unit\": \"kg\"", "PG2017", "'m' has another unit")]
    public async Task A_launch_that_measures_something_else_than_the_first_is_an_error(string from, string to, string code, string said)
    {
        var record = Record.Replace("}", "}\n{\"benchmark\": \"a\", \"metric\": \"m\", \"unit\": \"B\", \"value\": 1}", StringComparison.Ordinal);
        using var workspace = CommandSuite.NewScript(
            "if [ -e again ]; then cat second > $1; else touch again; cat first > $1; fi", launches: 2)
            .With("first", record).With("second", record.Replace(from, to, StringComparison.Ordinal));

        (await workspace.RunAloneAsync("run")).Fails(3, code).Says(said);
    }

    [Fact]
    public async Task A_command_that_is_not_there_and_a_build_that_fails_are_errors()
    {
        using var missing = CommandSuite.NewScript("", command: ["./nothing.sh"]);
        (await missing.RefusesAsync(2, "PG1007", "run")).Says("'./nothing.sh'");

        using var broken = CommandSuite.NewScript($"echo '{Record}' > $1", build: ["sh", "-c", "echo syntax error; exit 1"]);
        (await broken.RefusesAsync(3, "PG2001", "run")).Says("syntax error");
        (await broken.RunAloneAsync("run", "--no-build")).Exits(0);
    }

    [Fact]
    public async Task The_doctor_says_that_it_does_not_look_at_a_command()
    {
        using var workspace = CommandSuite.NewScript("");

        Assert.Contains("suite load", (await workspace.RunAloneAsync("doctor", "--verbosity", "detailed")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_is_calibrated()
    {
        using var workspace = CommandSuite.NewScript("""echo "{\"benchmark\": \"a\", \"unit\": \"ms\", \"value\": 20.$$}" > $1""", launches: 3, build: ["true"]);

        (await workspace.RunAloneAsync("calibrate")).Exits(0);
    }

    private static async Task<JsonNode> RunFileAsync(Workspace workspace, params string[] options)
    {
        (await workspace.RunAloneAsync(["run", .. options])).Exits(0);
        return JsonNode.Parse(await File.ReadAllTextAsync(workspace.PathOf("perfgate-run.json"), TestContext.Current.CancellationToken))!["sessions"]![0]!;
    }

    [Fact]
    public async Task What_repeats_exactly_cannot_be_calibrated_and_nothing_is_stored_that_nobody_could_read()
    {
        using var workspace = CommandSuite.NewScript("""echo '{"benchmark": "work", "metric": "bytes", "unit": "B", "kind": "exact", "value": 100}' > "$1" """, launches: 3);

        (await workspace.RunAloneAsync("calibrate")).Fails(2, "PG1001").Says("suite 'load' measures nothing that scatters", "bytes");

        Assert.Empty(workspace.StoredFiles());
    }
}
