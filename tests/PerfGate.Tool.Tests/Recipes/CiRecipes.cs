using System.Text.Json;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Recipes;

/// <summary>The files of docs/ci.md and the action are what they say: they parse, and their scripts run.</summary>
public class CiRecipes(PullRequestRepository repository) : IClassFixture<PullRequestRepository>
{
    [Fact]
    public void Every_file_parses_and_puts_nothing_of_others_into_a_script()
    {
        var recipes = Recipe.All().ToList();

        Assert.Equal(11, recipes.Count);
        Assert.All(recipes, recipe => Assert.NotEmpty(recipe.Scripts.Concat(["the action alone"])));
        Assert.All(recipes.SelectMany(recipe => recipe.Scripts), script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pull_request_of_GitHub_is_judged_by_the_target_branchs_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        using var job = new Job(clone, GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } }));

        var result = await job.RunAsync(Recipe.Below("GitHub: pull requests").Script("--baseline-from"), ("BASE_REF", "main"));

        Assert.Equal([ReplayedSuite.Spin], result.Fails(1, "PG4001").Named("PG4001"));
        Assert.True(File.Exists(Path.Combine(clone, "perfgate/result.json")));
        Assert.Contains("REGRESSED", await File.ReadAllTextAsync(job.PathOf("summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "--method POST repos/o/r/issues/17/comments")]
    [InlineData(5, "--method PATCH repos/o/r/issues/comments/5")]
    public async Task The_comment_is_written_by_a_workflow_that_runs_nothing_of_the_pull_request(int? existing, string asked)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        using var folder = new Workspace();
        File.Copy(Repository.Data("golden/regressed-json.txt"), folder.With("perfgate/x", "").PathOf("perfgate/golden"));
        folder.With("perfgate/result.json", Between(await File.ReadAllTextAsync(folder.PathOf("perfgate/golden"), TestContext.Current.CancellationToken)));
        using var job = new Job(folder.Folder, new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" });
        if (existing is { } number)
        {
            job.HasComment(number);
        }

        var recipe = Recipe.Below("GitHub: a comment, safe with forks");
        (await job.RunAsync(recipe.Script("report perfgate/result.json"))).Exits(0);
        (await job.RunAsync(recipe.Script("gh api"), ("REPOSITORY", "o/r"), ("OWNER", "stranger"), ("BRANCH", "a b; touch owned"), ("SHA", "abc"))).Exits(0);

        Assert.StartsWith("<!-- perfgate -->\n", await File.ReadAllTextAsync(folder.PathOf("perfgate/comment.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("head=stranger:a b; touch owned", job.Asked, StringComparison.Ordinal);
        Assert.Contains(asked, job.Asked, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.PathOf("owned")));
    }

    [Fact]
    public async Task Shards_of_a_pull_request_are_judged_against_its_base()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        using var job = new Job(clone, GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } }));
        var recipe = Recipe.Below("GitHub: shards");

        (await job.RunAsync(recipe.Script("run --shard"), ("SHARD", "1/2"), ("RUN", "77"))).Exits(0);
        (await job.RunAsync(recipe.Script("check --run"), ("RUN", "77"))).Fails(3, "PG2080");
        (await job.RunAsync(recipe.Script("run --shard"), ("SHARD", "2/2"), ("RUN", "77"))).Exits(0);

        // Main made another benchmark slower, of which the stored baseline knows nothing.
        Assert.Equal([ReplayedSuite.Spin], (await job.RunAsync(recipe.Script("check --run"), ("RUN", "77"))).Fails(1, "PG4001").Named("PG4001"));
        // Where nothing is stored, all would be new.
        (await job.RunAsync("dotnet perfgate check --run 77 --input perfgate-shards --store files:none")).Fails(4, "PG3001");
    }

    [Fact]
    public async Task A_merge_queue_is_judged_against_its_base()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        using var job = new Job(clone, GitHub("merge_group", new { merge_group = new { base_sha = repository.Main } }));

        Assert.Equal([ReplayedSuite.Spin], (await job.RunAsync(Recipe.Below("GitHub: merge queue").Script("perfgate check"))).Fails(1, "PG4001").Named("PG4001"));
    }

    [Fact]
    public async Task A_new_baseline_becomes_a_pull_request()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        var clone = await repository.CloneOneAsync(repository.Left);
        using var job = new Job(clone, new Dictionary<string, string>());
        var recipe = Recipe.Below("GitHub: a new baseline");

        (await job.RunAsync(recipe.Script("baseline update"))).Exits(0);
        (await job.RunAsync(recipe.Script("gh pr create"))).Exits(0);

        Assert.Contains("pr create --fill --head perfgate-baseline", job.Asked, StringComparison.Ordinal);
        Assert.StartsWith("baselines/", (await repository.InAsync(repository.Remote, "diff", "--name-only", repository.Left, "perfgate-baseline")).Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_Pipelines_and_GitLab_get_their_reports()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        using var azure = new Job(clone, new Dictionary<string, string>
        {
            ["TF_BUILD"] = "True",
            ["BUILD_REASON"] = "PullRequest",
            ["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/main",
            ["BUILD_SOURCEBRANCH"] = "refs/pull/1/merge",
        });
        using var gitLab = new Job(clone, new Dictionary<string, string> { ["GITLAB_CI"] = "true", ["CI_MERGE_REQUEST_IID"] = "1", ["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = repository.Main });

        var results = Directory.CreateDirectory(Path.Combine(clone, "results")).FullName;
        (await azure.RunAsync(Recipe.Below("Azure Pipelines").Script("perfgate check").Replace("$(Common.TestResultsDirectory)", results, StringComparison.Ordinal))).Exits(1);
        (await gitLab.RunAsync(Recipe.Below("GitLab").Script("perfgate check"))).Exits(1);

        Assert.True(File.Exists(Path.Combine(results, "perfgate.xml")));
        Assert.True(File.Exists(Path.Combine(clone, "perfgate.xml")));
        Assert.EndsWith("# EOF\n", await File.ReadAllTextAsync(Path.Combine(clone, "metrics.txt"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_action_checks_comments_and_fails_with_the_checks_exit_code()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "runs bash");
        var clone = await repository.CloneOneAsync("refs/pull/1/merge");
        using var job = new Job(clone, GitHub("pull_request", new { pull_request = new { @base = new { sha = repository.Left } } }));
        var action = Recipe.Action();

        (await job.RunAsync(action.Script("tool restore"), ("VERSION", ""))).Exits(0);
        (await job.RunAsync(action.Script("arguments+="), ("VERSION", ""), ("ARGUMENTS", "--filter\n*S*m*\n--filter\n*Spin*\n"))).Exits(0);
        (await job.RunAsync(action.Script("gh api"), ("REPOSITORY", "o/r"), ("NUMBER", "2"), ("COMMENT", "changed"), ("CHANGED", "false"))).Exits(0);
        (await job.RunAsync(action.Script("gh api"), ("REPOSITORY", "o/r"), ("NUMBER", "3"), ("COMMENT", "changed"), ("CHANGED", "true"))).Exits(0);
        (await job.RunAsync(action.Script("exit \""))).Exits(1);

        Assert.DoesNotContain("POST repos/o/r/issues/2", job.Asked, StringComparison.Ordinal);
        Assert.Contains("--method POST repos/o/r/issues/3/comments", job.Asked, StringComparison.Ordinal);
        Assert.Contains("improved=0", await File.ReadAllTextAsync(job.PathOf("output"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("outcome=regressed", await File.ReadAllTextAsync(job.PathOf("output"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Between(string golden) => golden[golden.IndexOf('{', StringComparison.Ordinal)..(golden.LastIndexOf("\n}", StringComparison.Ordinal) + 2)];

    private Dictionary<string, string> GitHub(string kind, object payload) => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_EVENT_NAME"] = kind,
        ["GITHUB_REF"] = "refs/pull/1/merge",
        ["GITHUB_EVENT_PATH"] = repository.EventFile(JsonSerializer.Serialize(payload)),
    };
}
