using System.Text.RegularExpressions;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>The working tree references another version of BenchmarkDotNet than the commit it is judged against.</summary>
public sealed class OtherHarness : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_other_commit_is_measured_with_the_working_trees_BenchmarkDotNet(bool centrally)
    {
        await CommitThenUpgradeAsync(centrally, "");

        var result = await _workspace.RunAsync("check", "--against", "HEAD", "--launches", "2", "--report", "json");

        Assert.DoesNotContain("PG3012", result.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("PG3005", result.ToString(), StringComparison.Ordinal);
        Assert.All(result.Json().GetProperty("benchmarks").EnumerateArray(), benchmark => Assert.True(benchmark.TryGetProperty("baseline", out _)));
    }

    [Fact]
    public async Task A_commit_that_cannot_be_built_with_it_is_not_judged_against()
    {
        await CommitThenUpgradeAsync(centrally: false, "<CustomAfterMicrosoftCommonTargets></CustomAfterMicrosoftCommonTargets>");

        var result = await _workspace.RunAsync("check", "--against", "HEAD", "--launches", "2");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("is measured by BenchmarkDotNet 0.15.2, the working tree by 0.15.8", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("the project does not let its version be set", result.ToString(), StringComparison.Ordinal);
    }

    private async Task CommitThenUpgradeAsync(bool centrally, string property)
    {
        await _workspace.WithSuiteAsync(launches: 2);
        var props = (await File.ReadAllTextAsync(_workspace.PathOf("Directory.Build.props"), TestContext.Current.CancellationToken))
            .Replace("<PropertyGroup>", "<PropertyGroup>" + property, StringComparison.Ordinal);
        Reference("0.15.2", centrally, props);
        await _workspace.CommitAsync();
        Reference("0.15.8", centrally, props);
    }

    private void Reference(string version, bool centrally, string props) => _workspace
        .With("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>{(centrally ? "true" : "false")}</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="BenchmarkDotNet" Version="{version}" /></ItemGroup>
            </Project>
            """)
        .With("Directory.Build.props", centrally ? props : Regex.Replace(props, @"""BenchmarkDotNet""", $"\"BenchmarkDotNet\" Version=\"{version}\""));
}
