using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Core.Tests.Reporting;

public partial class DiagnosticPageTests
{
    private static readonly string Documented = Repository.Read("docs/diagnostics.md").ReplaceLineEndings("\n");

    [Fact]
    public void Codes_and_pages_are_the_same_in_the_same_order() => Assert.Equal(
        Enum.GetValues<DiagnosticCode>().Order().Select(code => code.ToString()),
        Regex.Matches(Documented, @"^## (PG\d{4}) ", RegexOptions.Multiline).Select(heading => heading.Groups[1].Value));

    [Fact]
    public void Each_page_says_something()
    {
        Assert.All(Enum.GetValues<DiagnosticCode>().Select(DiagnosticPage.Of), page =>
        {
            Assert.Contains($"## {page.Code} {page.Title}\n", Documented, StringComparison.Ordinal);
            Assert.InRange(page.Text.Length, 40, 4000);
            Assert.DoesNotContain("](", page.Text, StringComparison.Ordinal);
            // A page of a code names no code that is not there.
            Assert.All(Regex.Matches(page.Text, @"PG\d{4}").Select(m => m.Value), code => Assert.True(Enum.TryParse<DiagnosticCode>(code, out _), code));
        });
    }

    [Fact]
    public void Each_page_has_a_cause_an_example_and_a_remedy_in_that_order() => Assert.Empty(
        Enum.GetValues<DiagnosticCode>().Select(DiagnosticPage.Of).Where(page => !Parts().IsMatch(page.Text)).Select(page => page.Code));

    [Fact]
    public void Each_example_shows_a_diagnostic_of_its_code() => Assert.Empty(
        Enum.GetValues<DiagnosticCode>().Select(DiagnosticPage.Of)
            .Where(page => !ExamplesOf(page).Any() || ExamplesOf(page).Any(example => example.Code != page.Code)).Select(page => page.Code));

    // The fact as a whole, in a file that names the code; of the remedy, how it begins and ends, as it may be put together.
    [Fact]
    public void What_an_example_shows_is_what_the_sources_say()
    {
        var sources = Sources().Select(File.ReadAllText).Select(source => (Source: source, Texts: SourceText.In(source))).ToList();
        var all = sources.SelectMany(source => source.Texts).ToList();
        Assert.True(all.Count > 1000);

        Assert.All(Enum.GetValues<DiagnosticCode>().Select(DiagnosticPage.Of).SelectMany(ExamplesOf), example =>
        {
            Assert.True(
                sources.Where(source => source.Source.Contains(example.Code.ToString(), StringComparison.Ordinal)).SelectMany(source => source.Texts).Any(text => text.IsOf(example.Fact)),
                $"no source says of {example.Code}: {example.Fact}");
            Assert.True(
                example.Remedy is not { } remedy || (all.Exists(text => text.Begins(remedy)) && all.Exists(text => text.Ends(remedy))),
                $"no source says of {example.Code}: {example.Remedy}");
        });
    }

    [Fact]
    public void Texts_of_sources_are_known_with_what_is_put_into_them()
    {
        var texts = SourceText.In(""""
            // a "comment that is not read"
            var a = $"there is no suite '{(isNamed ? $"called {name}" : "without any name")}' in {{braces}}";
            var (b, c) = ('"', $$"""Add it to "suites": { "project": "{{path}}" }""");
            """");

        Assert.Contains(texts, text => text.IsOf("there is no suite 'called Parser' in {braces}"));
        Assert.Contains(texts, text => text.IsOf("without any name"));
        Assert.Contains(texts, text => text.IsOf("""Add it to "suites": { "project": "bench/A" }"""));
        Assert.DoesNotContain(texts, text => text.IsOf("there is no suite"));
        Assert.DoesNotContain(texts, text => text.IsOf("comment that is not read"));
    }

    [Theory]
    [InlineData("PG4002", "PG4002")]
    [InlineData("PG1031", "PG1001")]
    public void The_nearest_codes_are_found(string written, string nearest) => Assert.Contains(nearest, DiagnosticPage.NearestTo(written, 3));

    private static IEnumerable<string> Sources() => new[] { "tool/PerfGate.Core", "tool/PerfGate.Tool", "tasks/PerfGate.MSBuild" }
        .SelectMany(project => Directory.GetFiles(Repository.PathOf(project), "*.cs", SearchOption.AllDirectories))
        .Where(file => !Path.GetRelativePath(Repository.PathOf("."), file).Split(Path.DirectorySeparatorChar).Contains("obj"));

    private static IEnumerable<Shown> ExamplesOf(DiagnosticPage page) => Printed().Matches(page.Text).Select(match => new Shown(
        Enum.Parse<DiagnosticCode>(match.Groups["code"].Value),
        match.Groups["fact"].Value,
        // A note may say that nothing has to be done.
        match.Groups["line"].Captures is [.., var last] && match.Groups["severity"].Value != "note" ? last.Value.Trim() : null));

    private sealed record Shown(DiagnosticCode Code, string Fact, string? Remedy);

    [GeneratedRegex(
        @"\A\*\*Cause\.\*\* (?:(?!\*\*(?:Example|Remedy)).)+\n\n\*\*Example\.\*\*(?: [^\n]+)?\n\n```(?:(?!\*\*(?:Cause|Remedy)).)+```\n\n\*\*Remedy\.\*\* (?:(?!\*\*(?:Cause|Example)).)+\z",
        RegexOptions.Singleline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<severity>error|warning|note) (?<code>PG\d{4}): (?<fact>.*)(?:\n(?<line>    .*))*", RegexOptions.Multiline)]
    private static partial Regex Printed();
}
