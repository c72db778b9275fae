using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Setup;

/// <summary>From an empty repository to a baseline that can be confirmed against: this one builds and measures.</summary>
public class Beginning
{
    [Fact]
    public async Task A_new_project_is_written_tried_and_measured()
    {
        using var workspace = new Workspace();
        await workspace.GitAsync("init", "--quiet");

        (await workspace.RunAloneAsync("init", "--new", "bench/My.Benchmarks", "--baselines", "bench/baselines")).Exits(0);
        await workspace.CommitAsync();
        // Not committed, but PerfGate's own: the baseline is of the commit all the same.
        workspace.With("perfgate.json", (await File.ReadAllTextAsync(workspace.PathOf("perfgate.json"), TestContext.Current.CancellationToken)).Replace("\"50\"", "\"5\"", StringComparison.Ordinal));
        var result = (await workspace.RunAloneAsync("init", "--trial", "--baseline")).Exits(0);

        Assert.Matches(@"5 launches of 1 benchmark method take about [\d.]+ s, and see ", result.Output);
        Assert.DoesNotContain("PG3018", result.Errors, StringComparison.Ordinal);
        var baseline = Assert.Single(Directory.GetFiles(workspace.PathOf("bench/baselines")));
        Assert.Contains("\"dirty\": false", await File.ReadAllTextAsync(baseline, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("M perfgate.json\n?? bench/baselines/\n", (await workspace.GitAsync("status", "--porcelain")).TrimStart());
    }

    [Fact]
    public async Task A_project_that_was_written_and_changed_since_stays()
    {
        using var workspace = new Workspace();
        await workspace.GitAsync("init", "--quiet");
        (await workspace.RunAloneAsync("init", "--new", "bench/My.Benchmarks")).Exits(0);
        workspace.With("bench/My.Benchmarks/TextBenchmarks.cs", "// mine");

        (await workspace.RunAloneAsync("init", "--new", "bench/My.Benchmarks")).Exits(0);

        Assert.Equal("// mine", await File.ReadAllTextAsync(workspace.PathOf("bench/My.Benchmarks/TextBenchmarks.cs"), TestContext.Current.CancellationToken));
        (await workspace.RunAloneAsync("init", "--new", "more/Second")).Exits(0);
        Assert.Contains("\"more/Second\"", await File.ReadAllTextAsync(workspace.PathOf("perfgate.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        workspace.With("other/Other.csproj", "<Project />");
        (await workspace.RunAloneAsync("init", "--new", "other")).Fails(2, "PG1022").Says("Other.csproj");
    }
}
