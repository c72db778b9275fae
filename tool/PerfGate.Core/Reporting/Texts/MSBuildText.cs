using System.Globalization;
using System.Text;

namespace PerfGate.Reporting.Texts;

/// <summary>Text inside an MSBuild file, where many signs mean something.</summary>
public static class MSBuildText
{
    private const string Special = "%*?@$();'\\";

    /// <summary>A text as MSBuild and XML read it back unchanged; what turns the direction of writing, or begins a CI system's command, is not in it as such.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        var last = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                // "##vso[" and its like.
                '#' when last == '#' => escaped.Append("%23"),
                // XML has no such signs, however they are written.
                0xfffe or 0xffff => escaped.Append('\ufffd'),
                var value when (value < 128 && Special.Contains((char)value, StringComparison.Ordinal)) || Rune.IsControl(rune) => escaped.Append(CultureInfo.InvariantCulture, $"%{value:X2}"),
                var value when IsUnseen(rune) => escaped.Append(CultureInfo.InvariantCulture, $"&#x{value:X4};"),
                _ => escaped.Append(rune.ToString()),
            };
            last = rune.Value;
        }

        return escaped.ToString();
    }

    private static bool IsUnseen(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
