using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Core.Tests.Reporting;

public class DiagnosticPageTests
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

    [Theory]
    [InlineData("PG4002", "PG4002")]
    [InlineData("PG1031", "PG1001")]
    public void The_nearest_codes_are_found(string written, string nearest) => Assert.Contains(nearest, DiagnosticPage.NearestTo(written, 3));
}
