using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

public class Help
{
    [Theory]
    [InlineData("", "compare")]
    [InlineData("init", "--trial")]
    [InlineData("explain", "CODE")]
    [InlineData("completion", "fish")]
    [InlineData("check", "--strict")]
    [InlineData("run", "--output")]
    [InlineData("compare", "CANDIDATE")]
    [InlineData("compare", "docs/plain-format.md")]
    [InlineData("compare", "hyperfine's export")]
    [InlineData("baseline", "update")]
    [InlineData("baseline update", "--launches")]
    [InlineData("baseline update", "--accept")]
    [InlineData("baseline anchor", "NAME")]
    [InlineData("baseline anchor", "--remove")]
    [InlineData("baseline show", "--store")]
    [InlineData("store", "copy")]
    [InlineData("store migrate", "postgres:CONNECTION")]
    [InlineData("store copy", "--overwrite")]
    [InlineData("run", "--save")]
    [InlineData("calibrate", "--launches")]
    [InlineData("doctor", "--strict")]
    [InlineData("history", "backfill")]
    [InlineData("history", "--benchmark")]
    [InlineData("history import", "--commit")]
    [InlineData("history backfill", "--every")]
    [InlineData("history export", "--format")]
    [InlineData("check", "openmetrics")]
    [InlineData("check", "--no-ci")]
    [InlineData("report", "RESULT")]
    [InlineData("report", "teamcity")]
    [InlineData("report", "study of a run")]
    public async Task Of_every_command_says_what_it_takes(string command, string mentioned)
    {
        using var workspace = new Workspace();

        var result = (await workspace.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Exits(0);

        Assert.Contains(mentioned, result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task The_version_is_a_version()
    {
        using var workspace = new Workspace();

        // With the commit that it was built from.
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?\+[0-9a-f]{40}\n$", (await workspace.RunAsync("--version")).Exits(0).Output);
    }
}
