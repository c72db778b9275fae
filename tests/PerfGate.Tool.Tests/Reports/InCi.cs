using PerfGate.Tool.Tests.Reports.Reading;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>The CI system that the tool runs in gets what it reads, without a flag; only of commands that judge, and only where standard output is free for it.</summary>
public class InCi
{
    private static readonly Dictionary<string, string> GitHub = new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_STEP_SUMMARY"] = "summary.md",
        ["GITHUB_OUTPUT"] = "output.txt",
        ["NO_COLOR"] = "1",
    };

    private static readonly string[] AnyCommand = ["::", "##vso[", "##teamcity["];

    [Fact]
    public async Task GitHub_gets_annotations_after_the_consoles_report_and_a_summary_and_outputs()
    {
        using var workspace = NewWorkspace().With("summary.md", "# What was there").With("output.txt", "other=1\n");

        var result = (await RunAsync(workspace, GitHub)).Exits(1);

        Assert.StartsWith("REGRESSED", result.Output, StringComparison.Ordinal);
        var annotation = Assert.Single(CiCommands.OfGitHub(result.Output.Split('\n')), command => command.Name == "error");
        Assert.Equal("PerfGate PG4002", annotation.Properties["title"]);
        Assert.StartsWith("'Work.Spin(Variant: \"v00a\")' allocates more than the baseline\n", annotation.Text, StringComparison.Ordinal);
        Assert.StartsWith("# What was there\n<!-- perfgate -->\n## PerfGate: REGRESSED\n", File.ReadAllText(workspace.PathOf("summary.md")), StringComparison.Ordinal);
        Assert.Equal(
            "other=1\noutcome=regressed\nexit-code=1\nfailed=0\nmissing=0\nregressed=1\ncrept=0\nsuspect=0\nnot-judged=0\nnot-gated=0\nundecided=1\naccepted=0\nimproved=0\nnew=0\n",
            File.ReadAllText(workspace.PathOf("output.txt")));
        Assert.DoesNotContain("PG1013", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_errors_GitHub_gets_nine_and_how_many_more_there_are()
    {
        using var workspace = NewWorkspace(benchmarks: 25);

        var commands = CiCommands.OfGitHub((await RunAsync(workspace, GitHub)).Exits(1).Output.Split('\n'));

        Assert.Equal(10, commands.Count(command => command.Name == "error"));
        Assert.Equal("and 16 more errors: the log has them all", commands.Last(command => command.Name == "error").Text);
    }

    [Fact]
    public async Task Azure_gets_issues_and_a_summary_that_stays()
    {
        using var workspace = NewWorkspace();
        var agent = Directory.CreateDirectory(workspace.PathOf("temporary")).FullName;

        var result = (await RunAsync(workspace, new() { ["TF_BUILD"] = "True", ["AGENT_TEMPDIRECTORY"] = agent })).Exits(1);

        var commands = CiCommands.OfAzure(result.Output.Split('\n'));
        Assert.Equal("PG4002", Assert.Single(commands, command => command.Properties.GetValueOrDefault("type") == "error").Properties["code"]);
        var summary = Assert.Single(commands, command => command.Name == "task.uploadsummary").Text;
        Assert.StartsWith(agent, summary, StringComparison.Ordinal);
        Assert.Contains("## PerfGate: REGRESSED", File.ReadAllText(summary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TeamCity_gets_messages()
    {
        using var workspace = NewWorkspace();

        var result = (await RunAsync(workspace, new() { ["TEAMCITY_VERSION"] = "2025.11" })).Exits(1);

        Assert.StartsWith("REGRESSED", result.Output, StringComparison.Ordinal);
        Assert.Single(CiCommands.OfTeamCity(result.Output.Split('\n')), message => message.Name == "buildProblem");
    }

    [Fact]
    public async Task GitLab_reads_nothing_from_standard_output()
    {
        using var workspace = NewWorkspace();

        AssertHasNoCommand(await RunAsync(workspace, new() { ["GITLAB_CI"] = "true", ["CI"] = "true" }));
    }

    [Theory]
    [InlineData("--no-ci")]
    [InlineData("--report", "json")]
    [InlineData("--report", "console", "--report", "markdown")]
    [InlineData("--report", "github=annotations.txt")]
    public async Task Nothing_is_added_where_it_is_not_wanted_or_standard_output_is_anothers(params string[] options)
    {
        using var workspace = NewWorkspace();

        AssertHasNoCommand((await RunAsync(workspace, GitHub, options)).Exits(1));

        Assert.False(File.Exists(workspace.PathOf("summary.md")));
        Assert.False(File.Exists(workspace.PathOf("output.txt")));
    }

    [Theory]
    [InlineData("--report", "json=result.json")]
    [InlineData("--report", "console")]
    [InlineData("--report", "github")]
    [InlineData("--report", "github", "--report", "console")]
    public async Task It_is_written_once_beside_other_reports(params string[] options)
    {
        using var workspace = NewWorkspace();

        var result = (await RunAsync(workspace, GitHub, options)).Exits(1);

        Assert.Single(CiCommands.OfGitHub(result.Output.Split('\n')), command => command.Name == "error");
        Assert.Single(File.ReadLines(workspace.PathOf("output.txt")), "outcome=regressed");
    }

    [Fact]
    public async Task A_saved_result_is_shown_to_the_CI_system_too()
    {
        using var workspace = NewWorkspace();
        (await workspace.RunAsync("compare", "base.json", "candidate.json", "--report", "json=result.json")).Exits(1);

        var result = (await Cli.RunAsync(workspace.Folder, GitHub, "report", "result.json")).Exits(1);

        Assert.Single(CiCommands.OfGitHub(result.Output.Split('\n')), command => command.Name == "error");
    }

    [Theory]
    [InlineData("baseline", "show")]
    [InlineData("--version")]
    [InlineData("doctor", "--verbosity", "quiet")]
    public async Task A_command_that_does_not_judge_writes_nothing_for_it(params string[] command)
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text);

        AssertHasNoCommand(await Cli.RunAsync(workspace.Folder, GitHub, command));
    }

    [Theory]
    [InlineData(null, "the variable is not set")]
    [InlineData("folder", "")]
    [InlineData("none/file", "")]
    [InlineData("/dev/full", "No space left")]
    [InlineData("full.md", "larger than 1024 KB")]
    public async Task A_summary_that_cannot_be_written_is_a_warning_and_the_verdict_stands(string? path, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var workspace = NewWorkspace().With("full.md", new string('x', (1 << 20) - 100));
        Directory.CreateDirectory(workspace.PathOf("folder"));
        var variables = new Dictionary<string, string>(GitHub);
        variables.Remove("GITHUB_STEP_SUMMARY");
        if (path is not null)
        {
            variables["GITHUB_STEP_SUMMARY"] = path;
        }

        (await RunAsync(workspace, variables)).Fails(1, "PG4002").Says("warning PG1013: what GITHUB_STEP_SUMMARY names could not be written", reason);
        (await Cli.RunAsync(workspace.Folder, variables, "compare", "base.json", "base.json")).Exits(0).Says("warning PG1013");

        Assert.Equal((1 << 20) - 100, new FileInfo(workspace.PathOf("full.md")).Length);
        Assert.Contains("outcome=regressed", File.ReadLines(workspace.PathOf("output.txt")));
    }

    [Fact]
    public async Task Outputs_have_the_exit_code_of_the_process_where_a_report_cannot_be_written()
    {
        using var workspace = NewWorkspace();

        (await Cli.RunAsync(workspace.Folder, GitHub, "compare", "base.json", "base.json", "--report", "junit=base.json/x.xml")).Fails(2, "PG1008");

        Assert.Contains("exit-code=2", File.ReadLines(workspace.PathOf("output.txt")));
    }

    private static void AssertHasNoCommand(CliResult result) => Assert.DoesNotContain(
        result.ToString().Split('\n'), line => AnyCommand.Any(command => line.TrimStart().StartsWith(command, StringComparison.Ordinal)));

    private static Task<CliResult> RunAsync(Workspace workspace, Dictionary<string, string> variables, params string[] options) =>
        Cli.RunAsync(workspace.Folder, variables, ["compare", "base.json", "candidate.json", .. options]);

    /// <summary>A candidate in which every benchmark allocates more.</summary>
    private static Workspace NewWorkspace(int benchmarks = 1) => new Workspace()
        .With("base.json", Many(benchmarks, 0))
        .With("candidate.json", Many(benchmarks, 100_000));

    private static System.Text.Json.Nodes.JsonObject Many(int count, int bytes) => Recording.New(json =>
    {
        var all = json["Benchmarks"]!.AsArray();
        all[0]!["Memory"]!["BytesAllocatedPerOperation"] = bytes;
        for (var i = 1; i < count; i++)
        {
            var another = all[0]!.DeepClone();
            another["FullName"] = $"Work.Other{i}";
            all.Add(another);
        }
    });
}
