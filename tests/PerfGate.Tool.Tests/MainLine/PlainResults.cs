using System.Globalization;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Numbers that BenchmarkDotNet did not measure, through the real executable.</summary>
public class PlainResults
{
    private static readonly string[] JsonOnly = ["--report", "json", "--verbosity", "quiet"];

    [Fact]
    public async Task A_slowdown_of_plain_numbers_is_red_and_unchanged_ones_are_not()
    {
        using var workspace = new Workspace()
            .With("base.jsonl", Lines("load test: p99", 20, 10) + Lines("startup", 100, 10))
            .With("slower.jsonl", Lines("load test: p99", 30, 10) + Lines("startup", 100.3, 10))
            .With("same.jsonl", Lines("load test: p99", 20.1, 10) + Lines("startup", 100.3, 10));

        Assert.Equal(["load test: p99"], (await workspace.RunAsync(["compare", "base.jsonl", "slower.jsonl", .. JsonOnly])).Fails(1, "PG4001").Named("PG4001"));
        (await workspace.RunAsync("compare", "base.jsonl", "same.jsonl")).Exits(0);
    }

    [Fact]
    public async Task What_is_better_if_higher_is_red_when_it_falls()
    {
        using var workspace = new Workspace()
            .With("base.jsonl", Lines("load", 5000, 10, """ "metric": "throughput", "unit": "requests/s", "direction": "higher" """))
            .With("less.jsonl", Lines("load", 3000, 10, """ "metric": "throughput", "unit": "requests/s", "direction": "higher" """));

        (await workspace.RunAsync("compare", "base.jsonl", "less.jsonl")).Exits(1);
        (await workspace.RunAsync("compare", "less.jsonl", "base.jsonl")).Exits(0);
    }

    [Fact]
    public async Task Exports_of_hyperfine_are_compared()
    {
        using var workspace = new Workspace().WithConfig("""{ "suites": [ { "project": "p" } ], "policy": { "minimumEffect": 0.5 } }""");
        string[] sides = [Repository.Data("hyperfine/base.json"), Repository.Data("hyperfine/candidate.json"), "--config", "perfgate.json"];

        Assert.Equal(["nap"], (await workspace.RunAsync(["compare", .. sides, .. JsonOnly])).Fails(1, "PG4001").Named("PG4001"));
    }

    [Fact]
    public async Task A_command_that_failed_is_never_green() =>
        (await Cli.RunAsync(Repository.Data("hyperfine"), "compare", "base.json", "failed.json")).Exits(3).Says("'sh -c \"exit 3\"'", "exit code 3");

    [Fact]
    public async Task A_folder_of_plain_files_is_one_run()
    {
        using var workspace = new Workspace()
            .With("base/1.jsonl", Lines("a", 20, 5)).With("base/2.jsonl", Lines("a", 20.05, 5))
            .With("slower/1.jsonl", Lines("a", 30, 5)).With("slower/2.jsonl", Lines("a", 30.05, 5));

        var result = await workspace.RunAsync(["compare", "base", "slower", .. JsonOnly]);

        Assert.Equal(10, result.Fails(1, "PG4001").Json().GetProperty("benchmarks")[0].GetProperty("candidate").GetProperty("launches").GetInt32());
    }

    [Theory]
    [InlineData("""{"benchmrk": "a", "unit": "ms", "value": 20}""", "PG2017")]
    [InlineData("""{"benchmark": "a", "unit": "ms", "value": 0}""", "PG2008")]
    [InlineData("""{"benchmark": "a", "unit": "ms", "va""", "PG2017")]
    public async Task A_bad_line_is_never_passed_over(string line, string code)
    {
        using var workspace = new Workspace().With("base.jsonl", Lines("a", 20, 5)).With("bad.jsonl", Lines("a", 20, 5) + line)
            .With("folder/good.jsonl", Lines("a", 20, 5)).With("folder/bad.json", line.StartsWith("{\"benchmrk", StringComparison.Ordinal) ? Lines("b", 1, 1) + line : line + "\n" + Lines("b", 1, 1));

        (await workspace.RefusesAsync(3, code, "compare", "base.jsonl", "bad.jsonl")).Says("line 6", "bad.jsonl");
        (await workspace.RunAsync("compare", "bad.jsonl", "base.jsonl")).Fails(4, "PG3005").Says(code);
        (await workspace.RunAsync("compare", "base.jsonl", "folder")).Exits(3).Says(code, "bad.json");
    }

    [Fact]
    public async Task A_plain_file_among_others_is_never_taken_for_another_tools()
    {
        using var workspace = new Workspace().With("base.jsonl", Lines("a", 20, 5)).With("folder/good.jsonl", Lines("a", 20, 5))
            .With("folder/single.json", """{"benchmark": "b", "unit": "ms", "value": 0}""");

        (await workspace.RunAsync("compare", "base.jsonl", "folder")).Exits(3).Says("PG2008", "single.json");
    }

    [Fact]
    public async Task A_file_without_a_line_is_nothing_that_ran()
    {
        using var workspace = new Workspace().With("base.jsonl", Lines("a", 20, 5)).With("empty.jsonl", "");

        (await workspace.RefusesAsync(3, "PG2002", "compare", "base.jsonl", "empty.jsonl")).Says("the file is empty");
    }

    // Each launch a little different, as real ones are.
    private static string Lines(string benchmark, double value, int launches, string more = """ "unit": "ms" """) => string.Concat(
        Enumerable.Range(0, launches)
            .Select(i => (value * (1 + (0.001 * (i * 7 % 10)))).ToString("R", CultureInfo.InvariantCulture))
            .Select(number => $$"""{"benchmark": "{{benchmark}}",{{more}}, "value": {{number}}}""" + "\n"));
}
