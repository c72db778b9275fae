using System.Text.RegularExpressions;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>
/// What <c>compare</c> writes about real recordings, on both outputs, is what tests/data/golden holds; see <see cref="Golden"/>.
/// </summary>
public partial class Goldens
{
    /// <summary>Three launches a side are decided at this alpha, with the four benchmarks of the filter.</summary>
    private const string Lenient = """
        {
          "suites": [ { "project": "none" } ],
          "policy": { "alpha": 0.5, "onMissing": "warn" },
          "ratios": [ { "numerator": "Json", "denominator": "Spin" } ]
        }
        """;

    [Theory]
    [InlineData("console")]
    [InlineData("markdown")]
    [InlineData("json")]
    [InlineData("junit")]
    [InlineData("openmetrics")]
    [InlineData("sarif")]
    [InlineData("azure")]
    [InlineData("github")]
    [InlineData("teamcity")]
    public async Task Of_two_folders_that_do_the_same_work(string format)
    {
        using var workspace = NewWorkspace();

        var result = await workspace.RunAsync("compare", "base", "candidate", "--report", format);

        AssertIsGolden($"same-{format}", result.Exits(0));
    }

    [Theory]
    [InlineData("console")]
    [InlineData("markdown")]
    [InlineData("json")]
    [InlineData("junit")]
    [InlineData("openmetrics")]
    [InlineData("sarif")]
    [InlineData("azure")]
    [InlineData("github")]
    [InlineData("teamcity")]
    public async Task Of_a_regression_an_improvement_and_a_lost_and_a_new_benchmark(string format)
    {
        using var workspace = NewWorkspace().WithConfig(Lenient);
        ChangeCandidates(workspace);

        var result = await workspace.RunAsync(
            "compare", "base", "candidate", "--config", "perfgate.json", "--filter", "*Spin*", "--filter", "*Json*v00*", "--report", format, "--verbosity", "detailed");

        AssertIsGolden($"regressed-{format}", result.Exits(1));
    }

    [Fact]
    public async Task Are_rendered_again_from_a_saved_result_with_the_same_exit_code()
    {
        using var workspace = NewWorkspace().WithConfig(Lenient);
        ChangeCandidates(workspace);
        (await workspace.RunAsync(
            "compare", "base", "candidate", "--config", "perfgate.json", "--filter", "*Spin*", "--filter", "*Json*v00*", "--report", "json=result.json")).Exits(1);

        foreach (var format in new[] { "console", "markdown", "json", "junit", "openmetrics", "sarif", "azure", "github", "teamcity" })
        {
            var result = await workspace.RunAsync("report", "result.json", "--report", format, "--verbosity", "detailed");
            AssertIsGolden($"regressed-{format}", result.Exits(1));
        }
    }

    private static Workspace NewWorkspace()
    {
        var workspace = new Workspace();
        foreach (var side in new[] { "base", "candidate" })
        {
            foreach (var file in Directory.GetFiles(Repository.Data($"sweeps-{side}")))
            {
                workspace.With($"{side}/{Path.GetFileName(file)}", File.ReadAllText(file));
            }
        }

        return workspace;
    }

    /// <summary>The builds are the same, but which variant is called what: so the truth of every change is known.</summary>
    private static void ChangeCandidates(Workspace workspace)
    {
        foreach (var file in Directory.GetFiles(workspace.PathOf("candidate")))
        {
            var text = File.ReadAllText(file);
            foreach (var (from, to) in new[] { ("v00b", "v10#"), ("v10", "v00b"), ("v10#", "v10"), ("v05", "v06") })
            {
                text = Regex.Replace(text, $@"((?:Spin)\(Variant: \\?""){from}(?!#)", $"$1{to}");
            }

            File.WriteAllText(file, text);
        }
    }

    // What docs/diagnostics.md says changes for reasons of its own.
    private static void AssertIsGolden(string name, CliResult result) =>
        Golden.AssertIs($"{name}.txt", Help().Replace(result.ToString(), "$1(help)$2(help)"));

    [GeneratedRegex("""("help": \{\s*"text": ")[^\n]*(",\s*"markdown": ")[^\n]*(?=")""")]
    private static partial Regex Help();
}
