using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Configuration;

/// <summary>A time as people write it: a number and s, m or h, such as <c>90s</c>, <c>5m</c> or <c>1.5h</c>.</summary>
public static partial class Duration
{
    /// <summary>How to write one, for messages.</summary>
    public const string Form = "write a number and s, m or h, such as 90s or 5m";

    /// <summary>The time of a text; null if it is none, or not positive.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Pattern().Match(text);
        return match.Success && double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) is > 0 and < 100_000 and var number
            ? match.Groups["unit"].Value switch
            {
                "h" => TimeSpan.FromHours(number),
                "m" => TimeSpan.FromMinutes(number),
                _ => TimeSpan.FromSeconds(number),
            }
            : null;
    }

    /// <summary>The text of a time, in the largest unit of which it has one at least: <c>90 s</c>, <c>5 min</c>, <c>1.5 h</c>.</summary>
    public static string Format(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(time.TotalHours >= 1 ? $"{time.TotalHours:0.#} h" : time.TotalMinutes >= 2 ? $"{time.TotalMinutes:0.#} min" : $"{time.TotalSeconds:0.#} s")}");

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?)(?<unit>[smh])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
