using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Which benchmarks are expected of a suite that says other things, too.</summary>
[Collection<OneAtATime>]
public class Listing : IClassFixture<AwkwardSuite>
{
    [Fact]
    public async Task What_a_Main_says_is_not_taken_for_benchmarks()
    {
        using var workspace = AwkwardSuite.NewWorkspace("*Plain*");

        (await workspace.RunAsync("run", "--no-build")).Exits(0);

        Assert.Equal(["Awkward.Plain+Nested.Größe", AwkwardSuite.Ticks], Measured(workspace));
    }

    [Fact]
    public async Task Generic_benchmarks_are_expected_and_found()
    {
        using var workspace = AwkwardSuite.NewWorkspace("*Generic*");

        (await workspace.RunAsync("run", "--no-build")).Exits(0);

        Assert.Equal(2, Measured(workspace).Count);
    }

    [Fact]
    public async Task A_benchmark_that_a_Main_names_as_well_is_missed_all_the_same()
    {
        using var workspace = AwkwardSuite.NewWorkspace("*Plain*");

        var result = (await workspace.RunAsync(("AWKWARD_HIDE", "1"), "run", "--no-build")).Fails(3, "PG2004");

        Assert.Equal([AwkwardSuite.Ticks], result.Named("PG2004"));
    }

    [Fact]
    public async Task Nothing_to_run_is_said_though_a_Main_says_something()
    {
        using var workspace = AwkwardSuite.NewWorkspace("*Nothing*");

        (await workspace.RunAsync("run", "--no-build")).Fails(3, "PG2002");
    }

    /// <summary>The sample ends, as if it could not be started, where a command line is longer than Windows allows.</summary>
    [Fact]
    public async Task Thousands_of_long_names_fit_into_command_lines()
    {
        using var workspace = AwkwardSuite.NewWorkspace();
        var names = Enumerable.Range(0, 2000).Select(i => $"Awkward.Company.Product.NoSuch.Method{i}(N: 1)")
            .Prepend(AwkwardSuite.Ticks).Append("Awkward.Plain.Ticks*").Append("Awkward.Generic<Int32>*");

        (await workspace.RunAsync(["run", "--no-build", .. names.SelectMany(name => (string[])["--filter", name])])).Exits(0);

        Assert.Equal(["Awkward.Generic<Int32>.Make", AwkwardSuite.Ticks], Measured(workspace));
        var ticks = Run(workspace)["sessions"]![0]!["benchmarks"]![AwkwardSuite.Ticks]!;
        Assert.Single(ticks["time"]!["launches"]!.AsArray());
    }

    private static List<string> Measured(Workspace workspace) =>
        [.. Run(workspace)["sessions"]![0]!["benchmarks"]!.AsObject().Select(benchmark => benchmark.Key).Order(StringComparer.Ordinal)];

    private static JsonNode Run(Workspace workspace) => JsonNode.Parse(File.ReadAllText(workspace.PathOf("perfgate-run.json")))!;
}
