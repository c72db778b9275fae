using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using PerfGate.Tool.Tests.Reports.Reading;

namespace PerfGate.Tool.Tests.BadInput;

/// <summary>Whatever a name holds, a report is read back as what it is, and nothing that its reader would act on comes from the name.</summary>
public class HostileTexts(HostileReports reports) : IClassFixture<HostileReports>
{
    private static readonly string[] OfMSBuild = ["Project", "ItemGroup", "PerfGateOutcome", "PerfGateVerdict", "Target"];

    [Theory]
    [InlineData("console")]
    [InlineData("detailed")]
    [InlineData("errors")]
    public void On_a_terminal_or_in_a_log_nothing_is_a_command(string output) => AssertEach(output, text =>
    {
        AssertIsNoCommand(text);
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > 5000);
    });

    [Fact]
    public void In_markdown_nothing_is_a_link_an_image_HTML_or_a_mention() => AssertEach("markdown", text =>
    {
        Assert.InRange(text.Length, 1, 65_536);
        GitHubMarkdown.AssertIsOnlyText(text);
    });

    [Fact]
    public void In_JSON_every_name_is_as_it_was()
    {
        foreach (var (hostile, text) in reports.Of("json"))
        {
            AssertIsNoCommand(text);
            var ids = JsonDocument.Parse(text).RootElement.GetProperty("benchmarks").EnumerateArray().Select(b => b.GetProperty("id").GetString()!);
            Assert.All(ids, id => Assert.Contains(hostile, id, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void In_MSBuilds_project_every_name_is_one_item() => AssertEach("msbuild", text =>
    {
        Assert.All(XDocument.Parse(text).Descendants(), element => Assert.Contains(element.Name.LocalName, OfMSBuild));
        Assert.DoesNotContain("##", text, StringComparison.Ordinal);
    });

    [Fact]
    public void In_JUnit_every_name_is_one_test() => AssertEach("junit", text => Assert.InRange(JUnit.Read(text).Count, 2, 5));

    [Fact]
    public void In_OpenMetrics_every_name_is_one_label() => AssertEach("openmetrics", text => Assert.NotEmpty(OpenMetrics.Read(text)));

    [Fact]
    public async Task In_SARIF_no_message_has_a_link_or_an_argument()
    {
        foreach (var (_, text) in reports.Of("sarif"))
        {
            AssertIsNoCommand(text);
            foreach (var message in (await Sarif.ReadAsync(text)).Select(result => result.GetProperty("message").GetProperty("text").GetString()!))
            {
                AssertIsQuiet(message);
                Assert.DoesNotContain("](", message, StringComparison.Ordinal);
                Assert.DoesNotMatch(@"\{\d", message);
            }
        }
    }

    [Fact]
    public void Of_GitHubs_commands_none_is_of_a_name() => AssertEach("github", text =>
    {
        var lines = text.TrimEnd().Split('\n');
        Assert.Equal(lines.Length, CiCommands.OfGitHub(lines).Count);
        Assert.All(CiCommands.OfGitHub(lines), command => AssertIsNoCommand(command.Text));
    });

    [Fact]
    public void Of_Azures_commands_none_is_of_a_name() => AssertEach("azure", text =>
    {
        var lines = text.TrimEnd().Split('\n');
        Assert.Equal(lines.Length, CiCommands.OfAzure(lines).Count);
        Assert.All(CiCommands.OfAzure(lines), command => Assert.Equal("task.logissue", command.Name));
        Assert.All(CiCommands.OfAzure(lines), command => AssertIsNoCommand(command.Text));
    });

    [Fact]
    public void Of_TeamCitys_messages_none_is_of_a_name() => AssertEach("teamcity", text =>
    {
        var lines = text.TrimEnd().Split('\n');
        var commands = CiCommands.OfTeamCity(lines);
        Assert.Equal(lines.Length, commands.Count);
        Assert.Single(commands, command => command.Name == "buildStatus");
        Assert.All(commands.SelectMany(command => command.Properties.Values), AssertIsNoCommand);
    });

    private void AssertEach(string format, Action<string> assert)
    {
        Assert.NotEmpty(reports.Of(format));
        foreach (var (_, text) in reports.Of(format))
        {
            AssertIsQuiet(text);
            assert(text);
        }
    }

    private static void AssertIsNoCommand(string text)
    {
        AssertIsQuiet(text);
        Assert.Empty(CiCommands.OfGitHub(text.Split('\n')));
        Assert.Empty(CiCommands.OfAzure(text.Split('\n')));
        Assert.Empty(CiCommands.OfTeamCity(text.Split('\n')));
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
    }

    /// <summary>No sign of it moves a cursor or turns the direction of writing, and no line is cut by anything but a line feed.</summary>
    private static void AssertIsQuiet(string text) => Assert.DoesNotContain(text.EnumerateRunes(), rune =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator && rune.Value != '\n');
}
