using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Commands.Options;

/// <summary>Reads a share as people write it: <c>2%</c> or <c>0.02</c>.</summary>
internal static partial class Share
{
    /// <summary>The share of an option's value; an error of the option if it is none, or out of range.</summary>
    /// <param name="result">The value.</param>
    /// <param name="least">The least share allowed.</param>
    /// <param name="most">The largest one.</param>
    public static double? Parse(ArgumentResult result, double least, double most)
    {
        var text = result.Tokens[0].Value;
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            result.AddError($"'{text}' is no share: write 2% or 0.02");
            return null;
        }

        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        var isPercent = match.Groups["percent"].Success;
        var share = isPercent ? number / 100 : number;
        if (!isPercent && share > 1)
        {
            // Who writes 2 may mean two percent, or twice.
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{text}' may be {number}% or {100 * number}%: write the one you mean"));
        }
        else if (!(share >= least && share <= most))
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"'{text}' is out of range: write a share from {100 * least:0.####}% to {100 * most:0.####}%"));
        }

        return share;
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?|\.[0-9]+)\s*(?<percent>%)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
