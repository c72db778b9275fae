using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class BaselineUpdating(Samples samples)
{
    private const string Removed = "Steady.Work.Removed(N: 1000)";
    private const string Elsewhere = "Steady.Elsewhere.Kept";

    [Fact]
    public async Task An_update_keeps_earlier_sessions()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");
        var earlier = workspace.ReadBaseline()["sessions"]![0]!;

        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);

        var sessions = workspace.ReadBaseline()["sessions"]!.AsArray();
        Assert.Equal(2, sessions.Count);
        Assert.Equal(earlier.ToJsonString(), sessions[0]!.ToJsonString());
        Assert.Equal(["Steady.Work.Sum(N: 1000)", "Steady.Work.Sum(N: 2000)"], NamesOf(sessions[1]!));
    }

    [Fact]
    public async Task An_update_forgets_a_benchmark_that_was_removed_and_keeps_what_it_was_not_asked_for()
    {
        using var workspace = samples.NewWorkspace();
        workspace.EditBaseline(AddBenchmarks);

        (await workspace.RunAsync("baseline", "update", "--no-build", "--filter", "Steady.Work.*")).Exits(0);

        var names = workspace.ReadBaseline()["sessions"]!.AsArray().SelectMany(session => NamesOf(session!)).ToList();
        Assert.DoesNotContain(Removed, names);
        Assert.Contains(Elsewhere, names);
    }

    [Fact]
    public async Task Show_lists_sessions_and_values_of_what_is_stored()
    {
        // What the sample allocates may hold the runtime's own bytes, so it is written here.
        using var workspace = samples.NewWorkspace().EditBaseline(json =>
            json["sessions"]![0]!["benchmarks"]!["Steady.Work.Sum(N: 1000)"]!["allocated"]!["launches"] = JsonNode.Parse("[ [0], [0], [0], [0], [0] ]"));

        var result = (await workspace.RunAsync("baseline", "show", "--filter", "*Sum*")).Exits(0);

        Assert.Contains(Path.GetFileNameWithoutExtension(workspace.Baseline), result.Output, StringComparison.Ordinal);
        Assert.Contains("4 benchmarks", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"Steady\.Work\.Sum\(N: 1000\)\n +allocated 0 B \(5 launches\), time [\d.]+ [nu]s \(5 launches\)", result.Output);
        Assert.DoesNotContain("Knob", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_of_the_command_line_goes_before_the_configurations()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");
        var before = workspace.StoredFiles();

        (await workspace.RunAsync("baseline", "update", "--no-build", "--store", new Uri(workspace.PathOf("other")).AbsoluteUri)).Exits(0);

        Assert.Equal(before, workspace.StoredFiles());
        Assert.Single(Directory.GetFiles(workspace.PathOf("other"), "*.json"));
    }

    [Fact]
    public async Task An_anchor_that_was_removed_is_gone_and_what_is_stored_is_as_it_was()
    {
        using var workspace = samples.NewWorkspace();
        var before = workspace.ReadBaseline().ToJsonString();

        (await workspace.RunAsync("baseline", "anchor", "--remove")).Exits(0).Says("no anchor to remove");
        (await workspace.RunAsync("baseline", "anchor", "v1")).Exits(0).Says("anchor 'v1': Steady at");
        Assert.Equal("v1", (string)workspace.ReadBaseline()["sessions"]![0]!["anchor"]!);
        (await workspace.RunAsync("baseline", "anchor", "--remove")).Exits(0).Says("anchor 'v1' removed: Steady at");

        Assert.Equal(before, workspace.ReadBaseline().ToJsonString());
    }

    private static void AddBenchmarks(JsonNode baseline)
    {
        var benchmarks = baseline["sessions"]![0]!["benchmarks"]!.AsObject();
        benchmarks[Removed] = benchmarks["Steady.Work.Sum(N: 1000)"]!.DeepClone();
        benchmarks[Elsewhere] = benchmarks["Steady.Work.Sum(N: 1000)"]!.DeepClone();
    }

    private static List<string> NamesOf(JsonNode session) => [.. session["benchmarks"]!.AsObject().Select(benchmark => benchmark.Key)];
}
