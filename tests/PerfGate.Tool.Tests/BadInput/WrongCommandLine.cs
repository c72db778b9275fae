using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

public class WrongCommandLine
{
    [Theory]
    [InlineData("check --fitler x")]
    [InlineData("chek")]
    [InlineData("compare")]
    [InlineData("compare one")]
    [InlineData("compare one two three")]
    [InlineData("report")]
    [InlineData("baseline")]
    [InlineData("baseline upgrade")]
    [InlineData("baseline anchor")]
    [InlineData("baseline anchor v1 --remove")]
    [InlineData("check --launches 0")]
    [InlineData("check --launches many")]
    [InlineData("check --filter")]
    [InlineData("check --verbosity loud")]
    [InlineData("check --store ftp://host/folder")]
    public async Task Is_refused(string line)
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text);

        var result = await workspace.RefusesAsync(2, "PG1001", line.Split(' '));

        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("JSON")]
    [InlineData("json=")]
    [InlineData("")]
    public async Task Is_refused_where_it_asks_for_an_unknown_report(string format)
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text);

        (await workspace.RefusesAsync(2, "PG1009", "check", "--report", format)).Says(format.Length > 0 ? format.Split('=')[0] : "console, azure, github, html, json");
    }

    [Fact]
    public async Task Is_refused_where_it_says_nothing()
    {
        using var workspace = new Workspace();

        await workspace.RefusesAsync(2, "PG1001");
    }

    [Fact]
    public async Task A_calibration_is_no_report_for_a_build()
    {
        using var workspace = StoredBaseline.NewWorkspace(text => text);

        (await workspace.RefusesAsync(2, "PG1009", "calibrate", "--report", "msbuild=x.proj")).Says("Use one of console, markdown, json");
    }
}
