using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

/// <summary>What cannot be removed, or locked, costs no result.</summary>
[Collection<OneAtATime>]
public class CleaningUp : IClassFixture<AwkwardSuite>
{
    [Fact]
    public async Task A_temporary_folder_that_cannot_be_removed_is_a_warning()
    {
        using var workspace = AwkwardSuite.NewWorkspace();
        var temporary = Directory.CreateDirectory(workspace.PathOf("tmp")).FullName;
        try
        {
            var result = (await Cli.RunAsync(
                workspace.Folder, new Dictionary<string, string>(TemporaryFolder.Of(temporary)) { ["AWKWARD_HOLD"] = "1" }, "run", "--no-build")).Exits(0);

            Assert.SkipUnless(Directory.GetDirectories(temporary, "perfgate-*").Length > 0, "mounting is not permitted here");
            result.Says("warning PG2071", temporary);
            Assert.True(File.Exists(workspace.PathOf("perfgate-run.json")));
        }
        finally
        {
            await HeldFolders.ReleaseAsync(temporary);
        }
    }

    [Fact]
    public async Task A_file_system_without_locks_is_a_warning()
    {
        using var workspace = AwkwardSuite.NewWorkspace();

        // With this, .NET opens files as it does where the file system refuses to lock them.
        var result = (await workspace.RunAsync(("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"), "run", "--no-build")).Exits(0);

        result.Says("warning PG2072", "has no locks");
    }

    [Fact]
    public async Task A_list_of_inputs_that_cannot_be_written_costs_no_report()
    {
        using var workspace = AwkwardSuite.NewWorkspace();
        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);

        var result = (await workspace.RunAsync("check", "--no-build", "--inputs", "/proc/no/such", "--report", "json")).Fails(2, "PG1008");

        Assert.NotEqual("failed", result.Json().GetProperty("outcome").GetString());
    }
}
