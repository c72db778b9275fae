using System.Text.Encodings.Web;
using System.Text.Unicode;
using PerfGate.Formatting;

namespace PerfGate.Reporting.Html;

/// <summary>Texts from elsewhere inside a page, in which nothing of them means anything.</summary>
internal static class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A text on one line, for an element or a quoted attribute.</summary>
    public static string Escape(string text) => Encoder.Encode(PlainText.OneLine(text));

    /// <summary>A sentence; what stands between backticks becomes code.</summary>
    public static string Prose(string text)
    {
        var pieces = PlainText.OneLine(text).Split('`');
        // Every second piece stands between two of them; a last one without a partner is a sign.
        return string.Concat(pieces.Select((piece, i) => i % 2 == 0 ? Encoder.Encode(piece)
            : i < pieces.Length - 1 ? $"<code>{Encoder.Encode(piece)}</code>" : $"&#96;{Encoder.Encode(piece)}"));
    }

    /// <summary>A text of several lines, such as the end of a log.</summary>
    public static string Lines(string text) => string.Join("\n", PlainText.Lines(text).Select(Encoder.Encode));
}
