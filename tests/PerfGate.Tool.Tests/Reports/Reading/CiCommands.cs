using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Tests.Reports.Reading;

/// <summary>A command on standard output, as its CI system takes it apart.</summary>
internal sealed record CiCommand(string Name, IReadOnlyDictionary<string, string> Properties, string Text);

/// <summary>What the CI systems do with lines of standard output; anything in a line that they would take for a command has to be one.</summary>
internal static partial class CiCommands
{
    public static IReadOnlyList<CiCommand> OfGitHub(IEnumerable<string> lines) => Read(lines, line => line.TrimStart().StartsWith("::", StringComparison.Ordinal), GitHub(), ",",
        text => text.Replace("%0D", "\r").Replace("%0A", "\n").Replace("%3A", ":").Replace("%2C", ",").Replace("%25", "%"));

    public static IReadOnlyList<CiCommand> OfAzure(IEnumerable<string> lines) => Read(lines, line => line.Contains("##vso[", StringComparison.OrdinalIgnoreCase), Azure(), ";",
        text => text.Replace("%3B", ";").Replace("%0D", "\r").Replace("%0A", "\n").Replace("%5D", "]").Replace("%AZP25", "%"));

    public static IReadOnlyList<CiCommand> OfTeamCity(IEnumerable<string> lines)
    {
        var commands = new List<CiCommand>();
        foreach (var line in lines.Where(line => line.Contains("##teamcity[", StringComparison.OrdinalIgnoreCase)))
        {
            var match = TeamCity().Match(line);
            Assert.True(match.Success, line);
            commands.Add(new CiCommand(
                match.Groups["name"].Value,
                match.Groups["key"].Captures.Zip(match.Groups["value"].Captures).ToDictionary(p => p.First.Value, p => Unescape(p.Second.Value)),
                ""));
        }

        return commands;
    }

    private static List<CiCommand> Read(IEnumerable<string> lines, Func<string, bool> isCommand, Regex form, string separator, Func<string, string> unescape)
    {
        var commands = new List<CiCommand>();
        foreach (var line in lines.Where(isCommand))
        {
            var match = form.Match(line);
            Assert.True(match.Success, line);
            var properties = match.Groups["properties"].Value.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2));
            commands.Add(new CiCommand(match.Groups["name"].Value, properties.ToDictionary(p => p[0], p => unescape(p[1])), unescape(match.Groups["text"].Value)));
        }

        return commands;
    }

    private static string Unescape(string text) => Escapes().Replace(text, escape => escape.Value switch
    {
        "|n" => "\n",
        "|r" => "\r",
        ['|', '0', 'x', .. var hex] => ((char)int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        _ => escape.Value[1..],
    });

    [GeneratedRegex(@"\A::(?<name>error|warning) (?<properties>title=[^:,]*)::(?<text>.*)\z")]
    private static partial Regex GitHub();

    [GeneratedRegex(@"\A##vso\[(?<name>task\.logissue|task\.uploadsummary)(?: (?<properties>[^\]]*))?\](?<text>.*)\z")]
    private static partial Regex Azure();

    [GeneratedRegex(@"\A##teamcity\[(?<name>[a-zA-Z]+)(?: (?<key>[a-z]+)='(?<value>(?:[^|'\[\]\n\r\u0080-\uffff]|\|[nr'|\[\]]|\|0x[0-9a-f]{4})*)')+\]\z")]
    private static partial Regex TeamCity();

    [GeneratedRegex(@"\|(?:0x[0-9a-f]{4}|.)")]
    private static partial Regex Escapes();
}
