using System.Globalization;
using System.Text;
using PerfGate.Tool.Tests.Reports.Reading;

namespace PerfGate.Tool.Tests.Faults.HostilePullRequests;

/// <summary>
/// One repository, and what pull requests to it try. Whatever it is: no file outside is written or deleted, no secret appears, no text of it is a command, and what weakens the gate is named.
/// </summary>
public class HostilePullRequest(HostileRepository repository) : IClassFixture<HostileRepository>
{
    public static TheoryData<string> OnFiles => [.. Attacks.OnFiles.Keys];

    public static TheoryData<string> OnTheGate => [.. Attacks.OnTheGate.Keys];

    public static TheoryData<string> OnTexts => [.. Attacks.OnTexts.Keys];

    [Theory]
    [MemberData(nameof(OnFiles))]
    public Task Reaches_no_file_outside(string attack) => MakeAsync(Attacks.OnFiles[attack]);

    [Theory]
    [MemberData(nameof(OnTheGate))]
    public Task Is_red_or_named_where_it_weakens_the_gate(string attack) => MakeAsync(Attacks.OnTheGate[attack]);

    [Theory]
    [MemberData(nameof(OnTexts))]
    public Task Says_nothing_in_the_name_of_PerfGate(string attack) => MakeAsync(Attacks.OnTexts[attack]);

    private async Task MakeAsync(Attack attack)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the suite is a shell script");

        var (result, reports, outside) = await repository.CheckAsync(attack.Change, attack.Options);

        result.Exits(attack.Exits).Says(attack.Says);
        Assert.Empty(outside);
        Assert.All([result.Output, result.Errors, .. reports.Values], text => Assert.DoesNotContain(HostileRepository.Secret, text, StringComparison.Ordinal));
        AssertNoCommand(result.Output);
        AssertNoCommand(result.Errors);
        AssertReports(reports);
    }

    private static void AssertReports(Dictionary<string, string> reports)
    {
        foreach (var (format, text) in reports)
        {
            AssertQuiet(text);
            Assert.False(format == "html" && text.Contains("<script>INJECTED", StringComparison.Ordinal), "a script of it is in the page");
            _ = format switch
            {
                "azure" => CiCommands.OfAzure(text.Split('\n')).Count,
                "teamcity" => CiCommands.OfTeamCity(text.Split('\n')).Count,
                "junit" => JUnit.Read(text).Count,
                "openmetrics" => OpenMetrics.Read(text).Count,
                _ => 0,
            };
            if (format is "markdown" or "summary.md")
            {
                GitHubMarkdown.AssertIsOnlyText(text);
            }
            else if (format is "output")
            {
                Assert.DoesNotContain("INJECTED", text, StringComparison.Ordinal);
            }
        }
    }

    // What the tool says itself has its own form, which the readers require.
    private static void AssertNoCommand(string text)
    {
        AssertQuiet(text);
        var lines = text.Split('\n');
        Assert.All(CiCommands.OfGitHub(lines), command => Assert.Contains(command.Name, (string[])["error", "warning"]));
        Assert.Empty(CiCommands.OfAzure(lines));
        Assert.Empty(CiCommands.OfTeamCity(lines));
    }

    private static void AssertQuiet(string text) => Assert.False(
        text.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator && rune.Value != '\n'),
        $"a sign of it is a command to a terminal: {text}");
}
