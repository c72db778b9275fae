using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>A pull request is judged against what it changes, and not by what happened on its target branch since: real repositories, with the variables of the CI systems.</summary>
public class PullRequests(PullRequestRepository repository) : IClassFixture<PullRequestRepository>
{
    private static readonly string[] Check = ["check", "--report", "json"];

    [Fact]
    public async Task Against_a_branch_means_where_this_work_left_it_and_a_commit_is_that_commit()
    {
        await repository.CheckOutAsync(repository.Branch);

        var left = (await RunAsync([], [.. Check, "--against", "main"])).Fails(1, "PG4001");
        Assert.Equal([ReplayedSuite.Spin], left.Named("PG4001"));
        Assert.DoesNotContain("\"improved\"", left.Output, StringComparison.Ordinal);
        Assert.Equal([ReplayedSuite.Spin], (await RunAsync([], [.. Check, "--against", repository.Main])).Fails(1, "PG4001").Named("PG4001"));
        // The branch does not have what main made slower: to it, that is an improvement.
        Assert.Contains("\"improved\"", (await RunAsync([], [.. Check, "--against", repository.Main])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_main_made_slower_is_charged_to_a_check_and_not_to_a_pull_request()
    {
        await repository.CheckOutAsync(repository.Merge);

        Assert.Equal([ReplayedSuite.Sum, ReplayedSuite.Spin], (await RunAsync([], Check)).Fails(1, "PG4001").Named("PG4001"));
        var pull = (await RunAsync(GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } }), Check)).Fails(1, "PG4001");
        Assert.Equal([ReplayedSuite.Spin], pull.Named("PG4001"));
        pull.Says($"warning PG4007: '{ReplayedSuite.Sum}'");
    }

    [Fact]
    public async Task Every_CI_system_tells_the_base()
    {
        await repository.CheckOutAsync(repository.Merge);
        await repository.GitAsync("update-ref", "refs/remotes/origin/main", repository.Main);
        foreach (var job in new Dictionary<string, string>[]
        {
            GitHub("merge_group", new { merge_group = new { base_sha = repository.Main } }),
            new() { ["TF_BUILD"] = "True", ["BUILD_REASON"] = "PullRequest", ["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/main", ["BUILD_SOURCEBRANCH"] = "refs/pull/1/merge" },
            new() { ["GITLAB_CI"] = "true", ["CI_MERGE_REQUEST_IID"] = "1", ["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = repository.Main, ["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = repository.Left },
        })
        {
            Assert.Equal([ReplayedSuite.Spin], (await RunAsync(job, Check)).Fails(1, "PG4001").Named("PG4001"));
        }
    }

    [Fact]
    public async Task A_clone_of_one_commit_fetches_the_base_alone_and_needs_no_stored_baseline()
    {
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        Directory.Delete(Path.Combine(clone, "baselines"), recursive: true);

        var result = (await repository.Suite.RunAsJobAsync(clone, GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } }), Check)).Fails(1, "PG4001");

        Assert.Equal([ReplayedSuite.Spin], result.Named("PG4001"));
        result.Says("judging against the pull request's base commit", "warning PG3016");
        Assert.Equal("true", (await repository.InAsync(clone, "rev-parse", "--is-shallow-repository")).Trim());
        Assert.Equal("2", (await repository.InAsync(clone, "rev-list", "--count", repository.Merge, repository.Main)).Trim());
    }

    [Fact]
    public async Task A_whole_clone_stays_whole_when_the_commit_to_judge_against_is_fetched()
    {
        var clone = await repository.CloneWholeAsync("branch");

        (await repository.Suite.RunAsJobAsync(clone, new Dictionary<string, string>(), [.. Check, "--quick", "--against", repository.Main])).Fails(1, "PG4001");

        Assert.Equal(repository.Main, (await repository.InAsync(clone, "rev-parse", "--verify", repository.Main)).Trim());
        Assert.Equal("false", (await repository.InAsync(clone, "rev-parse", "--is-shallow-repository")).Trim());
    }

    [Fact]
    public async Task A_remote_that_refuses_is_said_with_the_command_that_would_fetch()
    {
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        await repository.InAsync(clone, "remote", "set-url", "origin", repository.Remote + ".gone");
        Directory.Delete(Path.Combine(clone, "baselines"), recursive: true);

        (await repository.Suite.RunAsJobAsync(clone, GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } }), Check))
            .Fails(4, "PG3007").Says($"git fetch origin {repository.Main}");
    }

    [Fact]
    public async Task Where_a_shallow_clone_does_not_tell_the_merge_base_that_is_said()
    {
        var clone = await repository.CloneOneAsync("branch");
        await repository.InAsync(clone, "fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");

        (await repository.Suite.RunAsJobAsync(clone, new Dictionary<string, string>(), [.. Check, "--against", "main"])).Fails(4, "PG3015").Says("git fetch --unshallow");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"pull_request\": { \"base\": { \"sha\": \"--upload-pack=touch owned\" } } }")]
    [InlineData("{ \"pull_request\": { \"base\": { \"sha\": 7 } } }")]
    [InlineData("{ \"pull_request\": \"\\u001b[31m::error::x\" }")]
    public async Task An_event_file_that_is_missing_or_hostile_is_a_warning(string? text)
    {
        await repository.CheckOutAsync(repository.Merge);
        var job = GitHub("pull_request", new { });
        job["GITHUB_EVENT_PATH"] = text is null ? "/no/such/file" : repository.EventFile(text);

        var result = (await RunAsync(job, Check)).Fails(1, "PG4001");

        result.Says("warning PG3015");
        Assert.Equal([ReplayedSuite.Sum, ReplayedSuite.Spin], result.Named("PG4001"));
        Assert.False(File.Exists(repository.Workspace.PathOf("owned")));
    }

    [Fact]
    public async Task A_pull_request_that_changes_what_judges_it_is_told_and_can_be_judged_by_the_protected_branch()
    {
        await repository.CheckOutAsync(repository.Merge);
        var job = GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } });
        var config = JsonNode.Parse(await File.ReadAllTextAsync(repository.Workspace.PathOf("perfgate.json"), TestContext.Current.CancellationToken))!;
        config["policy"]!["minimumEffect"] = 100;
        repository.Workspace.WithConfig(config.ToJsonString());
        try
        {
            (await RunAsync(job, Check)).Exits(0).Says("warning PG3016", "perfgate.json");
            (await RunAsync(job, [.. Check, "--strict"])).Fails(4, "PG3016");

            var judged = (await RunAsync(job, [.. Check, "--baseline-from", "main"])).Fails(1, "PG4001");
            Assert.Equal([ReplayedSuite.Spin], judged.Named("PG4001"));
            Assert.DoesNotContain("PG3016", judged.Errors, StringComparison.Ordinal);
            (await RunAsync(job, [.. Check, "--baseline-from", "no-such-branch"])).Fails(4, "PG3007");
        }
        finally
        {
            await repository.CheckOutAsync(repository.Merge);
        }
    }

    [Fact]
    public async Task A_pull_request_that_is_not_checked_out_is_not_judged()
    {
        await repository.CheckOutAsync(repository.Main);
        var job = GitHub("pull_request_target", new { pull_request = new { @base = new { sha = repository.Main } } });
        job["GITHUB_REF"] = "refs/heads/main";

        (await RunAsync(job, Check)).Fails(4, "PG3015").Says("HEAD is its base");
    }

    [Fact]
    public async Task A_suite_that_lies_in_a_submodule_is_there_at_the_other_commit_too()
    {
        using var library = new Workspace();
        ReplayedSuite.CopyTo(library.Folder);
        await library.With("replay.json", """{ "recording": "quiet", "benchmarks": 7 }""").CommitAsync();
        using var workspace = new Workspace().WithConfig("""{ "suites": [ { "name": "Replay", "project": "suite", "isolation": "inProcess" } ], "policy": { "minimumEffect": 1 } }""");
        await workspace.CommitAsync();
        await workspace.GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Folder, "suite");
        await workspace.GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "with the suite");
        // Git takes no submodule from a folder unless it is told to.
        var job = new Dictionary<string, string> { ["GIT_CONFIG_COUNT"] = "1", ["GIT_CONFIG_KEY_0"] = "protocol.file.allow", ["GIT_CONFIG_VALUE_0"] = "always" };

        var result = (await repository.Suite.RunAsJobAsync(workspace.Folder, job, [.. Check, "--against", "HEAD"])).Exits(0);

        Assert.Equal("passed", result.Json().GetProperty("outcome").GetString());
        Assert.Single((await workspace.GitAsync("worktree", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        (await repository.Suite.RunAsJobAsync(workspace.Folder, new Dictionary<string, string>(), [.. Check, "--against", "HEAD"])).Fails(4, "PG3007").Says("submodule");
    }

    private Task<CliResult> RunAsync(Dictionary<string, string> job, params string[] arguments) =>
        repository.Suite.RunAsJobAsync(repository.Workspace.Folder, job, arguments);

    private Dictionary<string, string> GitHub(string kind, object payload) => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_EVENT_NAME"] = kind,
        ["GITHUB_REF"] = "refs/pull/1/merge",
        ["GITHUB_EVENT_PATH"] = repository.EventFile(payload),
    };
}
