using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

public class Explaining
{
    [Theory]
    [InlineData("PG2014")]
    [InlineData("pg2014")]
    [InlineData("2014")]
    public async Task A_code_is_explained_by_its_page(string code)
    {
        using var workspace = new Workspace();

        var result = (await workspace.RunAsync("explain", code)).Exits(0);

        Assert.StartsWith("PG2014 The suite does not pass its arguments on\n", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?s)\nCause\. .*\nExample\.\n    error PG2014: .*\nRemedy\. ", result.Output);
        Assert.DoesNotContain("**", result.Output, StringComparison.Ordinal);
        Assert.Contains("exit code 3", result.Output, StringComparison.Ordinal);
        Assert.Contains("BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args)", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public async Task An_example_keeps_its_lines()
    {
        using var workspace = new Workspace();

        Assert.Contains("\n    {\n      \"suites\": [\n", (await workspace.RunAsync("explain", "PG1002")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PG4099", "PG4009")]
    [InlineData("PG20", "PG2001")]
    [InlineData("nothing", "PG")]
    public async Task An_unknown_code_is_answered_with_the_nearest(string code, string nearest)
    {
        using var workspace = new Workspace();

        (await workspace.RunAsync("explain", code)).Fails(2, "PG1001").Says($"there is no code '{code}'", "Did you mean", nearest);
    }

    [Fact]
    public async Task What_went_wrong_is_followed_once_by_the_command_that_explains_it()
    {
        using var workspace = new Workspace();

        var result = (await workspace.RunAsync("check")).Fails(2, "PG1002");

        Assert.EndsWith("`dotnet perfgate explain PG1002` says more\n", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("explain", (await workspace.RunAsync("check", "--verbosity", "quiet")).Fails(2, "PG1002").Errors, StringComparison.Ordinal);
    }
}
