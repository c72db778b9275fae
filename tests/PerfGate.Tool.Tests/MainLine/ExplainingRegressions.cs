using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>A real suite with two regressions in it, which the runtime's own instruments explain.</summary>
public class ExplainingRegressions(ExplainingRegressions.Slower slower) : IClassFixture<ExplainingRegressions.Slower>
{
    [Fact]
    public async Task A_method_that_is_no_longer_inlined_is_named_and_the_code_of_both_states_kept()
    {
        var result = await slower.ExplainUntilNamedAsync("Work.Polynomial", "--json", "why.json", "--artifacts", "kept");

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
        var result = await slower.ExplainUntilNamedAsync("Explained.Work.Distinct");

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
        (await slower.Workspace.RunAloneAsync("explain", "Explained.Work.Distinct", "--against", "gone")).Fails(4, "PG3007");
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
            await CopyAsync(Workspace, isolation: "inProcess");
            await Workspace.CommitAsync();
            (await Workspace.RunAloneAsync("baseline", "update")).Exits(0);
            await MakeSlowerAsync(Workspace);
        }

        internal static async Task CopyAsync(Workspace workspace, string isolation)
        {
            await workspace.WithSuiteAsync(launches: 1);
            Directory.Delete(workspace.PathOf("suite"), recursive: true);
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.Sample("Explained"))!))
            {
                workspace.With($"suite/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
            }

            workspace.WithConfig(new
            {
                suites = new[] { new { name = "Explained", project = "suite", isolation, launches = 1, arguments = new[] { "--warmupCount", "1", "--iterationCount", "5", "--iterationTime", "60" } } },
            });
        }

        internal static async Task MakeSlowerAsync(Workspace workspace)
        {
            foreach (var (file, what, with) in Edits)
            {
                Edit(workspace, file, what, with);
            }

            await workspace.GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--all", "--message", "slower");
        }

        internal static void Edit(Workspace workspace, string file, string what, string with)
        {
            var source = File.ReadAllText(workspace.PathOf($"suite/{file}")).ReplaceLineEndings("\n");
            Assert.Contains(what, source, StringComparison.Ordinal);
            workspace.With($"suite/{file}", source.Replace(what, with, StringComparison.Ordinal));
        }

        internal Task<CliResult> ExplainAsync(params string[] arguments) => Workspace.RunAloneAsync(["explain", .. arguments]);

        /// <summary>Asks again where nothing can be named, or shown: beside a load, samples and launches say less. What is named is the test's to judge.</summary>
        internal async Task<CliResult> ExplainUntilNamedAsync(params string[] arguments)
        {
            const int MostAttempts = 5;
            for (var attempt = 1; ; attempt++)
            {
                var result = (await ExplainAsync(arguments)).Exits(0);
                if (attempt == MostAttempts || !(result.Output.Contains("No method can be named", StringComparison.Ordinal) || result.Output.StartsWith("NOT SHOWN", StringComparison.Ordinal)))
                {
                    return result;
                }
            }
        }
    }
}
