using System.Globalization;
using System.Text;

namespace PerfGate.Reporting.Json;

/// <summary>JSON that means the same to every reader of JSON, and nothing to a terminal or a CI system that shows it.</summary>
internal static class JsonText
{
    /// <summary>
    /// The same JSON with escapes in the place of what turns the direction of writing, has no width or begins a CI system's command. All of that can only stand inside of
    /// strings.
    /// </summary>
    public static string Harmless(string json)
    {
        var harmless = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            var isCommand = json[i] == '#' && i + 1 < json.Length && json[i + 1] == '#';
            _ = isCommand || IsUnseen(json, i) ? harmless.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}") : harmless.Append(json[i]);
        }

        return harmless.ToString();
    }

    private static bool IsUnseen(string json, int i)
    {
        // Both halves of a pair have the category of the pair.
        var category = char.IsLowSurrogate(json[i]) && i > 0 ? CharUnicodeInfo.GetUnicodeCategory(json, i - 1) : CharUnicodeInfo.GetUnicodeCategory(json, i);
        return category is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (category == UnicodeCategory.Control && json[i] != '\n');
    }
}
