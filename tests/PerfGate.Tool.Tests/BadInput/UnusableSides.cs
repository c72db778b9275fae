using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

/// <summary>What is wrong with a side of a comparison, or with both together.</summary>
public class UnusableSides
{
    [Fact]
    public async Task An_empty_folder_is_refused()
    {
        using var workspace = NewWorkspace();
        Directory.CreateDirectory(workspace.PathOf("empty"));

        await workspace.RefusesAsync(3, "PG2011", "compare", "good", "empty");
        (await workspace.RefusesAsync(4, "PG3005", "compare", "empty", "good")).Says("(PG2011)", "--exporters json");
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_refused()
    {
        using var workspace = NewWorkspace();

        (await workspace.RefusesAsync(2, "PG1007", "compare", "good", "nowhere")).Says("'nowhere' does not exist");
        (await workspace.RefusesAsync(2, "PG1007", "compare", "nowhere", "good")).Says("'nowhere' does not exist");
        (await workspace.RefusesAsync(2, "PG1007", "report", "nowhere")).Says("'nowhere' does not exist");
    }

    [Fact]
    public async Task Results_of_two_machines_in_one_folder_are_refused()
    {
        using var workspace = NewWorkspace().With("good/other.json", Recording.New(json =>
            json["HostEnvironmentInfo"]!["ProcessorName"] = "Another CPU"));

        (await workspace.RefusesAsync(3, "PG2015", "compare", "good/report.json", "good")).Says("Another CPU", "AMD EPYC");
        (await workspace.RefusesAsync(4, "PG3005", "compare", "good", "good/report.json")).Says("(PG2015)");
    }

    [Fact]
    public async Task Two_sides_without_a_common_benchmark_fail()
    {
        using var workspace = NewWorkspace().With("other.json", Recording.NewBenchmark(benchmark => benchmark["FullName"] = "Other.Benchmark"));

        var result = await workspace.RunAsync("compare", "good", "other.json");

        result.Fails(3, "PG2013", "PG2006");
    }

    [Fact]
    public async Task A_benchmark_that_the_candidate_lost_fails_and_a_new_one_does_not()
    {
        using var workspace = NewWorkspace().With("more.json", Recording.New(json =>
        {
            var another = json["Benchmarks"]![0]!.DeepClone();
            another["FullName"] = "Work.Lost";
            json["Benchmarks"]!.AsArray().Add(another);
        }));

        var result = await workspace.RefusesAsync(3, "PG2006", "compare", "more.json", "good");

        Assert.Equal(["Work.Lost"], result.Named("PG2006"));
        (await workspace.RunAsync("compare", "good", "more.json")).Exits(0).Says("PG4004", "Work.Lost");
    }

    [Fact]
    public async Task A_filter_that_matches_nothing_is_refused()
    {
        using var workspace = NewWorkspace();

        await workspace.RefusesAsync(3, "PG2002", "compare", "good", "good", "--filter", "Nothing*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "schemaVersion": 99 }""")]
    public async Task A_saved_result_that_is_none_is_refused(string text)
    {
        using var workspace = new Workspace().With("result.json", text);

        await workspace.RefusesAsync(3, "PG2009", "report", "result.json");
    }

    [Theory]
    [InlineData("outcome", "\"failed\"")]
    [InlineData("benchmarks", "[null]")]
    [InlineData("ratios", "[null]")]
    [InlineData("diagnostics", "[null]")]
    public async Task A_saved_result_that_no_check_wrote_is_refused_and_passes_no_build(string key, string value)
    {
        using var workspace = NewWorkspace();
        var json = JsonNode.Parse((await workspace.RunAsync("compare", "good", "good", "--report", "json")).Exits(0).Output)!;
        json[key] = JsonNode.Parse(value);
        workspace.With("result.json", json);

        await workspace.RefusesAsync(3, "PG2009", "report", "result.json");
    }

    [Fact]
    public async Task A_truncated_run_file_is_refused()
    {
        using var workspace = NewWorkspace().With("run.json", StoredBaseline.Text[..^30]);

        await workspace.RefusesAsync(3, "PG2009", "compare", "good", "run.json");
        await workspace.RefusesAsync(4, "PG3002", "compare", "run.json", "good");
    }

    private static Workspace NewWorkspace() => new Workspace().With("good/report.json", Recording.New());
}
