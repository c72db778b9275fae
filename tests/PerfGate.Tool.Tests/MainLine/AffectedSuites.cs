using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>With <c>--affected</c>, a suite is measured unless nothing that it is built from changed; whatever is unknown counts as changed.</summary>
public sealed class AffectedSuites(AffectedRepository repository) : IClassFixture<AffectedRepository>
{
    [Theory]
    [InlineData("suite/replay.json")]
    [InlineData("src/Lib/Lib.cs")]
    [InlineData("src/Lib/README.md")]
    [InlineData("src/Old/Old.cs")]
    [InlineData("src/Generator/Generator.cs")]
    [InlineData("src/Other/Linked/Linked.cs")]
    [InlineData("src/Other/Import.props")]
    [InlineData("tools/data.bin")]
    [InlineData("global.json")]
    [InlineData("perfgate.json")]
    public async Task What_it_is_built_from_or_nobody_knows_is_measured(string changed)
    {
        var path = repository.Workspace.PathOf(changed);
        repository.Workspace.With(changed, changed.EndsWith(".json", StringComparison.Ordinal) ? (File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "{ }") + "\n" : "<Project />\n");

        await IsMeasuredAsync($"Replay is measured: {changed.Replace('/', Path.DirectorySeparatorChar)} changed");
    }

    [Theory]
    [InlineData("src/Lib/Lib.cs")]
    [InlineData("src/Other/Linked/Second.cs")]
    public async Task What_is_removed_is_a_change(string removed)
    {
        File.Delete(repository.Workspace.PathOf(removed));

        await IsMeasuredAsync($"{removed.Replace('/', Path.DirectorySeparatorChar)} changed");
    }

    [Fact]
    public async Task What_lies_behind_a_link_is_not_known()
    {
        File.CreateSymbolicLink(repository.Workspace.PathOf("src/Lib/Linked.cs"), "../Other/Other.cs");
        await repository.CommitAsync();
        try
        {
            (await repository.Suite.RunAsync("baseline", "update")).Exits(0);
            repository.Workspace.With("src/Other/Other.cs", "// 2\n");
            (await repository.CheckAsync()).Exits(0).Says("Replay is measured: src/Lib/Linked.cs is a symbolic link");
        }
        finally
        {
            await repository.Workspace.GitAsync("reset", "--quiet", "--hard", "HEAD~1");
            await repository.RestoreAsync();
        }
    }

    [Fact]
    public async Task Nothing_measured_is_skipped_and_not_passed()
    {
        repository.Workspace.With("README.md", "# 2\n").With("docs/new.md", "# New\n").With("src/Other/Other.cs", "// 2\n");
        using var reports = new Workspace();
        var (junit, json) = (reports.PathOf("junit.xml"), reports.PathOf("result.json"));
        try
        {
            var skipped = (await repository.CheckAsync("--report", $"junit={junit}", "--report", $"json={json}", "--report", "console")).Exits(0);

            Assert.StartsWith("SKIPPED 0 benchmarks", skipped.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("PASSED", skipped.Output, StringComparison.Ordinal);
            skipped.Says("note PG3017: suite 'Replay' was not measured: nothing that it is built from changed since ");
            Assert.DoesNotContain("launch", skipped.Errors, StringComparison.Ordinal);
            Assert.Contains("<skipped", await File.ReadAllTextAsync(junit, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Equal("skipped", JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!["outcome"]!.GetValue<string>());
            Assert.Equal(skipped.Output, (await repository.Workspace.RunAsync("report", json)).Exits(0).Output);
            var page = (await repository.Workspace.RunAsync("report", json, "--report", "markdown")).Exits(0).Output;
            Assert.Contains("## PerfGate: SKIPPED", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Measured on", page, StringComparison.Ordinal);
            Assert.StartsWith("SKIPPED", (await repository.CheckAsync("--against", "HEAD")).Exits(0).Output, StringComparison.Ordinal);
        }
        finally
        {
            await repository.RestoreAsync();
        }
    }

    [Fact]
    public async Task The_other_suites_are_judged_and_the_skipped_one_is_named_and_not_lost()
    {
        // The same program under another name, built from what changed.
        var config = JsonNode.Parse(await File.ReadAllTextAsync(repository.Workspace.PathOf("perfgate.json"), TestContext.Current.CancellationToken))!;
        var other = config["suites"]![0]!.DeepClone();
        (other["name"], other["project"]) = ("Other", "src/Other");
        config["suites"]!.AsArray().Add(other);
        config["baselines"] = new JsonObject { ["path"] = "elsewhere" };
        repository.Workspace.WithConfig(config.ToJsonString()).With("src/Other/replay.json", await File.ReadAllTextAsync(repository.Workspace.PathOf("suite/replay.json"), TestContext.Current.CancellationToken));
        await repository.CommitAsync();
        try
        {
            (await repository.Suite.RunAsync("baseline", "update")).Exits(0);
            repository.Workspace.With("src/Other/Other.cs", "// 2\n");

            var result = (await repository.CheckAsync("--report", "json")).Exits(0);

            result.Says("Other is measured", "note PG3017: suite 'Replay' was not measured");
            Assert.NotEqual("skipped", result.Json().GetProperty("outcome").GetString());
            Assert.All(result.Json().GetProperty("benchmarks").EnumerateArray(), benchmark => Assert.NotEqual("missing", benchmark.GetProperty("verdict").GetString()));
        }
        finally
        {
            await repository.Workspace.GitAsync("reset", "--quiet", "--hard", "HEAD~1");
            await repository.RestoreAsync();
        }
    }

    [Fact]
    public async Task A_baseline_of_no_commit_or_none_at_all_skips_nothing()
    {
        var stored = repository.Workspace.Baseline;
        try
        {
            repository.Workspace.EditBaseline(baseline => baseline["sessions"]!.AsArray().Last()!["dirty"] = true);
            (await repository.CheckAsync()).Exits(0).Says("Replay is measured: the state to compare with is no commit");
            File.Delete(stored);
            (await repository.CheckAsync()).Fails(4, "PG3001");
        }
        finally
        {
            await repository.RestoreAsync();
        }
    }

    [Fact]
    public async Task A_pull_request_that_changes_its_baseline_alone_is_measured_and_told()
    {
        repository.Workspace.EditBaseline(_ => { });
        await repository.CommitAsync();
        var head = (await repository.Workspace.GitAsync("rev-parse", "HEAD~1")).Trim();
        try
        {
            var job = new Dictionary<string, string> { ["GITLAB_CI"] = "true", ["CI_MERGE_REQUEST_IID"] = "1", ["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = head };
            (await repository.Suite.RunAsJobAsync(repository.Workspace.Folder, job, "check", "--affected", "--quick", "--no-ci")).Exits(0).Says("Replay is measured", "PG3016");
        }
        finally
        {
            await repository.Workspace.GitAsync("reset", "--quiet", "--hard", "HEAD~1");
        }
    }

    [Fact]
    public async Task What_a_command_depends_on_nobody_knows()
    {
        using var suite = await CommandSuite.NewAsync();

        (await suite.Workspace.RunAsync("check", "--affected", "--quick")).Exits(0).Says("load is measured: what a command depends on cannot be told");
    }

    private async Task IsMeasuredAsync(string why)
    {
        try
        {
            (await repository.CheckAsync()).Exits(0).Says(why);
        }
        finally
        {
            await repository.RestoreAsync();
        }
    }
}
