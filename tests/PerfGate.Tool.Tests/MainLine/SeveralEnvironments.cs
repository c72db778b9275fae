using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Two suites with different garbage collectors: times of one say nothing of the other's.</summary>
[Collection<OneAtATime>]
public class SeveralEnvironments : IClassFixture<AwkwardSuite>
{
    [Fact]
    public async Task A_run_writes_one_file_for_each_environment()
    {
        using var workspace = NewWorkspace("Awkward.Plain.*");

        var result = (await workspace.RunAsync("run", "--no-build", "--output", "results/now.json")).Exits(0);

        var files = Directory.GetFiles(workspace.PathOf("results"));
        Assert.Equal(2, files.Length);
        Assert.Equal(["Steady"], SuitesIn(workspace.PathOf("results/now.json")));
        var other = Assert.Single(files, file => !file.EndsWith("/now.json", StringComparison.Ordinal));
        Assert.Equal(["Awkward"], SuitesIn(other));
        var key = (string)JsonNode.Parse(await File.ReadAllTextAsync(other, TestContext.Current.CancellationToken))!["environment"]!;
        result.Says("wrote results/now.json", $"wrote results/now.{key}.json");
    }

    [Fact]
    public async Task What_was_measured_is_kept_though_a_later_suite_fails()
    {
        using var workspace = NewWorkspace("Awkward.Nothing.*");

        (await workspace.RunAsync("run", "--no-build")).Fails(3, "PG2002");

        Assert.Equal(["Steady"], SuitesIn(workspace.PathOf("perfgate-run.json")));
    }

    private static Workspace NewWorkspace(string filter) => new Workspace().WithConfig(
        Samples.Config([Samples.Suite("Steady", "*Sum*"), Samples.Suite("Awkward", filter)]));

    private static IEnumerable<string> SuitesIn(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["sessions"]!.AsArray().Select(session => (string)session!["suite"]!);
}
