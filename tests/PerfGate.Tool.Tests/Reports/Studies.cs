using System.Xml.Linq;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>What <c>report --report study</c> makes of the run in tests/data/study, whose arms are simulated: so the truth is known.</summary>
public class Studies
{
    [Fact]
    public async Task A_page_and_its_plots_are_what_the_goldens_hold()
    {
        using var workspace = NewWorkspace();

        var result = (await workspace.RunAsync("report", "run.json", "--report", "study=docs/lazy.md")).Exits(0).Says("wrote docs/lazy.md and 4 plots");

        Assert.Empty(result.Output);
        Golden.AssertIs("study.md", File.ReadAllText(workspace.PathOf("docs/lazy.md")));
        Golden.AssertIs("study.svg", File.ReadAllText(workspace.PathOf("docs/lazy/BasicOperations.svg")));
    }

    [Fact]
    public async Task A_page_made_twice_is_the_same_to_the_byte()
    {
        using var workspace = NewWorkspace();
        (await workspace.RunAsync("report", "run.json", "--report", "study=page.md")).Exits(0);
        var once = Files(workspace);

        (await workspace.RunAsync("report", "run.json", "--report", "study=page.md")).Exits(0);

        Assert.Equal(once, Files(workspace));
    }

    [Fact]
    public async Task Every_picture_of_the_page_is_beside_it_and_is_SVG()
    {
        using var workspace = NewWorkspace();
        (await workspace.RunAsync("report", "run.json", "--report", "study=my pages/page one.md")).Exits(0);

        var links = File.ReadAllText(workspace.PathOf("my pages/page one.md")).Split("](").Skip(1).Select(rest => rest.Split(')')[0]).ToList();

        Assert.Equal(4, links.Count);
        Assert.All(links, link => Assert.Equal("svg", XDocument.Load(workspace.PathOf($"my pages/{Uri.UnescapeDataString(link)}")).Root!.Name.LocalName));
    }

    [Fact]
    public async Task The_page_says_of_which_run_it_is_and_how_it_was_made()
    {
        using var workspace = NewWorkspace();
        (await workspace.RunAsync("report", workspace.PathOf("run.json"), "--report", "study=page.md")).Exits(0);

        var page = File.ReadAllText(workspace.PathOf("page.md"));

        Assert.Contains("`dotnet perfgate report run.json --report study=page.md`; not to be edited", page, StringComparison.Ordinal);
        Assert.Contains("Suite demo, commit 0123456789, measured 2026-11-01 12:00 UTC, 8 launches, PerfGate 0.1.0", page, StringComparison.Ordinal);
        Assert.Contains("Machine: A CPU, 2 cores", page, StringComparison.Ordinal);
        Assert.DoesNotContain(workspace.Folder, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_of_the_page_names_the_configuration_that_was_given()
    {
        using var workspace = NewWorkspace();
        File.Move(workspace.PathOf("perfgate.json"), workspace.PathOf("other.json"));

        var result = (await workspace.RunAsync("report", "run.json", "--config", "other.json", "--report", "study")).Exits(0);

        Assert.Contains("`dotnet perfgate report run.json --config other.json --report study`", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_gets_the_page_without_plots_and_a_note_of_it()
    {
        using var workspace = NewWorkspace();

        var result = (await workspace.RunAsync("report", "run.json", "--report", "study")).Exits(0);

        Assert.StartsWith("# Lazy versus eager", result.Output, StringComparison.Ordinal);
        Assert.Contains("The plots are not here", result.Output, StringComparison.Ordinal);
        Assert.Equal(["perfgate.json", "run.json"], Files(workspace).Keys.Order());
    }

    [Fact]
    public async Task BenchmarkDotNets_own_folder_is_a_run_too()
    {
        using var workspace = new Workspace().WithConfig("""
            { "suites": [ { "project": "none" } ], "study": { "base": "Spin", "arms": [ { "suffix": "Spin" }, { "suffix": "Json" } ] } }
            """);

        var result = (await workspace.RunAsync("report", Repository.Data("sweeps-base"), "--report", "study")).Exits(0);

        Assert.Contains("3 launches", result.Output, StringComparison.Ordinal);
        Assert.Contains("undecided", result.Output, StringComparison.Ordinal);
    }

    private static Workspace NewWorkspace() => new Workspace()
        .WithConfig(File.ReadAllText(Repository.Data("study/perfgate.json")))
        .With("run.json", File.ReadAllText(Repository.Data("study/run.json")));

    private static Dictionary<string, string> Files(Workspace workspace) => Directory.GetFiles(workspace.Folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(workspace.Folder, file), file => Convert.ToHexString(File.ReadAllBytes(file)));
}
