using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Commands.Options;

/// <summary>Reads a time as people write it: a number and s, m or h.</summary>
internal static partial class Duration
{
    /// <summary>The time of an option's value; an error of the option if it is none, or not positive.</summary>
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var match = Pattern().Match(text);
        if (match.Success && double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is > 0 and < 100_000 and var number)
        {
            return match.Groups["unit"].Value switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                _ => TimeSpan.FromSeconds(number),
            };
        }

        result.AddError($"'{text}' is no time: write a number and s, m or h, such as 90s or 5m");
        return null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?)(?<unit>[smh])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
