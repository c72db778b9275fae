using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

public class UnusableStudies
{
    [Fact]
    public async Task Arms_that_match_nothing_are_an_error_and_no_empty_page()
    {
        using var workspace = NewWorkspace();
        workspace.WithConfig(Config("""{ "base": "Slow", "arms": [ { "suffix": "Slow" }, { "suffix": "Fast" } ] }"""));

        (await workspace.RefusesAsync(3, "PG2016", "report", "run.json", "--report", "study=page.md")).Says("Slow, Fast", "Demo.BasicOperations.AddEager");

        Assert.False(File.Exists(workspace.PathOf("page.md")));
    }

    [Fact]
    public async Task A_configuration_without_a_study_is_said_with_an_example()
    {
        using var workspace = NewWorkspace().WithConfig("""{ "suites": [ { "project": "none" } ] }""");

        (await workspace.RefusesAsync(2, "PG1012", "report", "run.json", "--report", "study=page.md")).Says("\"arms\"");
    }

    [Fact]
    public async Task A_result_holds_no_launches_and_a_run_no_verdicts()
    {
        using var workspace = NewWorkspace();
        (await workspace.RunAsync("compare", "run.json", "run.json", "--report", "json=result.json")).Exits(0);

        (await workspace.RefusesAsync(3, "PG2010", "report", "result.json", "--report", "study=page.md")).Says("does not hold the launches", "perfgate run");
        (await workspace.RefusesAsync(3, "PG2009", "report", "run.json", "--report", "markdown")).Says("--report study=PAGE.md");
        (await workspace.RefusesAsync(3, "PG2009", "report", "run.json"))
            .Says("is a run, and not the result of judging one");
    }

    [Theory]
    [InlineData("", "PG2009")]
    [InlineData("{ \"format\": \"perfgate-measurements\", \"sessions\": [", "PG2009")]
    [InlineData("{ \"some\": \"thing\" }", "PG2010")]
    public async Task A_run_that_cannot_be_read_is_an_error(string text, string code)
    {
        using var workspace = NewWorkspace().With("run.json", text);

        await workspace.RefusesAsync(3, code, "report", "run.json", "--report", "study=page.md");

        Assert.False(File.Exists(workspace.PathOf("page.md")));
    }

    [Fact]
    public async Task A_run_that_does_not_exist_is_an_error()
    {
        using var workspace = NewWorkspace();

        await workspace.RefusesAsync(2, "PG1007", "report", "nowhere.json", "--report", "study=page.md");
    }

    [Fact]
    public async Task Reports_of_a_result_are_not_made_of_a_run()
    {
        using var workspace = NewWorkspace();

        (await workspace.RefusesAsync(2, "PG1009", "report", "run.json", "--report", "study=page.md", "--report", "markdown=other.md")).Says("'markdown'");
        await workspace.RefusesAsync(2, "PG1009", "compare", "run.json", "run.json", "--report", "study=page.md");
    }

    [Fact]
    public async Task A_benchmark_that_failed_is_no_arm_to_be_left_out()
    {
        using var workspace = NewWorkspace()
            .With("reports/one.json", Recording.New())
            .With("reports/two.json", Recording.NewBenchmark(benchmark =>
            {
                benchmark["FullName"] = "Work.Json";
                benchmark["Statistics"] = null;
                benchmark["Measurements"] = new System.Text.Json.Nodes.JsonArray();
            }));

        await workspace.RefusesAsync(3, "PG2003", "report", "reports", "--report", "study=page.md");
    }

    [Fact]
    public async Task A_page_or_plot_that_cannot_be_written_is_an_error()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var workspace = NewWorkspace().With("taken", "a file where the folder of the plots would be");

        (await workspace.RefusesAsync(2, "PG1008", "report", "run.json", "--report", "study=/dev/full")).Says("No space left on device");
        await workspace.RefusesAsync(2, "PG1008", "report", "run.json", "--report", "study=taken.md");
        await workspace.RefusesAsync(2, "PG1008", "report", "run.json", "--report", "study=taken/page.md");
        (await Cli.ShellAsync(workspace.Folder, "exec \"$@\" > /dev/full", "report", "run.json", "--report", "study")).Fails(2, "PG1008");
    }

    private static Workspace NewWorkspace() => new Workspace()
        .WithConfig(Config("""{ "base": "Eager", "arms": [ { "suffix": "Eager" }, { "suffix": "Lazy" } ] }"""))
        .With("run.json", File.ReadAllText(Repository.Data("study/run.json")));

    private static string Config(string study) => $$"""{ "suites": [ { "project": "none" } ], "study": {{study}} }""";
}
