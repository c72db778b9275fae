using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>A real suite with two regressions in it, which the runtime's own instruments explain.</summary>
[Collection<OneAtATime>]
public class ExplainingRegressions(ExplainingRegressions.Slower slower) : IClassFixture<ExplainingRegressions.Slower>
{
    [Fact]
    public async Task A_method_that_is_no_longer_inlined_is_named_and_the_code_of_both_states_kept()
    {
        var result = (await slower.ExplainAsync("Work.Polynomial", "--json", "why.json", "--artifacts", "kept")).Exits(0);

        Assert.StartsWith("SLOWER  Explained.Work.Polynomial: an operation takes ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Hot.Mix is no longer inlined into", Lines(result)[1], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(slower.Workspace.PathOf("why.json"), TestContext.Current.CancellationToken));
        Assert.Contains(json.RootElement.GetProperty("code").EnumerateArray(), code => code.GetProperty("difference").GetString()!.Split('\n').Any(line => line.StartsWith('+') && line.Contains("Explained.Hot:Mix(int,int):long", StringComparison.Ordinal)));
        var scope = JsonNode.Parse(await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(slower.Workspace.PathOf("kept/explain"), "*.speedscope.json")), TestContext.Current.CancellationToken))!;
        Assert.Equal(["before", "now"], scope["profiles"]!.AsArray().Select(profile => (string)profile!["name"]!));
        Assert.All(scope["profiles"]!.AsArray(), profile => Assert.Equal((int)profile!["endValue"]!, profile["weights"]!.AsArray().Sum(weight => (int)weight!)));
    }

    [Fact]
    public async Task A_slower_algorithm_two_calls_down_is_named_with_its_line_and_what_it_allocates()
    {
        var result = (await slower.ExplainAsync("Explained.Work.Distinct")).Exits(0);

        Assert.StartsWith("SLOWER  Explained.Work.Distinct: an operation takes ", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"Lookup\.Count \(suite/Lookup\.cs:\d+\)", Lines(result)[1]);
        // Its type, and the method that allocates it.
        Assert.Matches(@"Lookup\.Count allocates 0 B -> [\d.]+ K?B of Predicate<Int32>", result.Output);
        Assert.Contains("changes suite/Lookup.cs: slower", result.Output, StringComparison.Ordinal);
        Assert.Single(await slower.WorktreesAsync());
    }

    [Fact]
    public async Task A_benchmark_that_is_not_there_is_answered_with_the_nearest()
    {
        (await slower.ExplainAsync("Explained.Work.Distnct")).Fails(2, "PG1001").Says("there is no benchmark 'Explained.Work.Distnct'", "Explained.Work.Distinct");
        (await slower.Workspace.RunAsync("explain", "Explained.Work.Distinct", "--against", "gone")).Fails(4, "PG3007");
    }

    [Fact]
    public async Task A_state_that_does_not_build_is_no_explanation()
    {
        slower.Workspace.With("suite/Broken.cs", "no code");
        try
        {
            var result = (await slower.ExplainAsync("Explained.Work.Distinct")).Exits(3);

            result.Says("note PG2074", "'Explained.Work.Distinct' could not be explained", "does not build");
        }
        finally
        {
            File.Delete(slower.Workspace.PathOf("suite/Broken.cs"));
        }
    }

    private static string[] Lines(CliResult result) => result.Output.Split('\n');

    public sealed class Slower : GitSuite
    {
        private static readonly (string File, string What, string With)[] Edits =
        [
            ("Hot.cs", "MethodImplOptions.AggressiveInlining", "MethodImplOptions.NoInlining"),
            ("Lookup.cs", "new HashSet<int>()", "new List<int>()"),
            ("Lookup.cs", "            seen.Add(value);\n", "            if (!seen.Exists(known => known == value)) { seen.Add(value); }\n"),
        ];

        public override async ValueTask InitializeAsync()
        {
            await Workspace.WithSuiteAsync(launches: 1);
            Directory.Delete(Workspace.PathOf("suite"), recursive: true);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.Sample("Explained"))!))
            {
                Workspace.With($"suite/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
            }

            Workspace.WithConfig(new
            {
                suites = new[] { new { name = "Explained", project = "suite", isolation = "inProcess", launches = 1, arguments = new[] { "--warmupCount", "1", "--iterationCount", "5", "--iterationTime", "60" } } },
            });
            await Workspace.CommitAsync();
            (await Workspace.RunAsync("baseline", "update")).Exits(0);
            foreach (var (file, what, with) in Edits)
            {
                var source = (await File.ReadAllTextAsync(Workspace.PathOf($"suite/{file}"))).ReplaceLineEndings("\n");
                Assert.Contains(what, source, StringComparison.Ordinal);
                Workspace.With($"suite/{file}", source.Replace(what, with, StringComparison.Ordinal));
            }

            await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--all", "--message", "slower");
        }

        internal Task<CliResult> ExplainAsync(params string[] arguments) => Workspace.RunAsync(["explain", .. arguments]);
    }
}
