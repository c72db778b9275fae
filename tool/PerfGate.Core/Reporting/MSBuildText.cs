using System.Globalization;
using System.Text;

namespace PerfGate.Reporting;

/// <summary>Text inside an MSBuild file, where many signs mean something.</summary>
public static class MSBuildText
{
    private const string Special = "%*?@$();'\\";

    /// <summary>A text as MSBuild and XML read it back unchanged; what turns the direction of writing, or is a CI system's command, is not in it as such.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var (i, c) in text.Index())
        {
            _ = c switch
            {
                _ when Special.Contains(c, StringComparison.Ordinal) || char.IsControl(c) || IsTwice(text, i, '#') => escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                // XML has no such signs, however they are written.
                '\ufffe' or '\uffff' => escaped.Append('\ufffd'),
                _ when char.IsSurrogate(c) => escaped.Append(IsPaired(text, i) ? c : '\ufffd'),
                _ when char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                    escaped.Append(CultureInfo.InvariantCulture, $"&#x{(int)c:X4};"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    // "##vso[" and its like.
    private static bool IsTwice(string text, int i, char sign) => text[i] == sign && i + 1 < text.Length && text[i + 1] == sign;

    private static bool IsPaired(string text, int i) =>
        (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) || (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));
}
