using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Studies;

/// <summary>Orders texts as people do: numbers in them by their value, so that <c>N: 16</c> comes before <c>N: 128</c>.</summary>
internal sealed partial class NumericOrder : IComparer<string>
{
    public static NumericOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var parts = Parts(x ?? "").Zip(Parts(y ?? ""), Compare);
        return parts.FirstOrDefault(order => order != 0) is var order and not 0 ? order : string.CompareOrdinal(x, y);
    }

    private static int Compare(Match x, Match y) =>
        Number(x) is { } a && Number(y) is { } b ? a.CompareTo(b) : string.CompareOrdinal(x.Value, y.Value);

    private static double? Number(Match part) =>
        char.IsAsciiDigit(part.Value[0]) ? double.Parse(part.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+)?|[^0-9]+")]
    private static partial Regex Part();

    private static MatchCollection Parts(string text) => Part().Matches(text);
}
