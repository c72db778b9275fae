using System.Globalization;
using System.Text;

namespace PerfGate.Reporting;

/// <summary>Text inside an MSBuild file, where many signs mean something.</summary>
public static class MSBuildText
{
    private const string Special = "%*?@$();'\\";

    /// <summary>A text as MSBuild and XML read it back unchanged.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                _ when Special.Contains(c, StringComparison.Ordinal) || c < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '"' => escaped.Append("&quot;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
