using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Which changes make a baseline one of no commit: those by which the suite would be built otherwise. It is said before anything is measured.</summary>
public class CleanStates(AffectedRepository repository) : IClassFixture<AffectedRepository>
{
    [Fact]
    public async Task Changes_of_what_the_suite_is_not_built_from_leave_it_clean()
    {
        var (dirty, result) = await UpdateWithAsync(
            "perfgate.json", ".config/dotnet-tools.json", "dotnet-tools.json", ".config/perfgate.schema.json", ".gitignore", ".github/workflows/perfgate.yml", "azure-pipelines.yml",
            "README.md", "src/Other/Other.cs", "perfgate-run.json");

        Assert.False(dirty);
        Assert.DoesNotContain("PG3018", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Lib/Lib.cs")]
    [InlineData("src/Other/Linked/Linked.cs")]
    [InlineData("suite/New.cs")]
    [InlineData("tools/data.bin")]
    [InlineData("Directory.Build.props")]
    public async Task A_change_of_what_it_may_be_built_from_is_said_with_the_file_before_it_is_measured(string file)
    {
        var (dirty, result) = await UpdateWithAsync(file);

        Assert.True(dirty);
        result.Says("warning PG3018: ", file, "Commit or ignore them");
        Assert.True(result.Errors.IndexOf("PG3018", StringComparison.Ordinal) < result.Errors.IndexOf("launch", StringComparison.Ordinal), result.Errors);
    }

    private async Task<(bool Dirty, CliResult Result)> UpdateWithAsync(params string[] files)
    {
        var workspace = repository.Workspace;
        await repository.RestoreAsync();
        foreach (var file in files)
        {
            var before = File.Exists(workspace.PathOf(file)) ? await File.ReadAllTextAsync(workspace.PathOf(file), TestContext.Current.CancellationToken) : "";
            workspace.With(file, file.EndsWith("props", StringComparison.Ordinal) ? "<Project />" : $"{before}\n");
        }

        var result = (await repository.Suite.RunAsync("baseline", "update", "--no-confirm")).Exits(0, 1);

        return ((bool)workspace.ReadBaseline()["sessions"]!.AsArray()[^1]!["dirty"]!, result);
    }
}
