using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace PerfGate.Diagnostics;

/// <summary>What docs/diagnostics.md says of a code; the page is part of this assembly.</summary>
/// <param name="Code">The code.</param>
/// <param name="Title">Its headline, without the code.</param>
/// <param name="Text">Its cause, an example and a remedy in Markdown, without links, whose targets are not at hand where it is shown.</param>
public sealed partial record DiagnosticPage(DiagnosticCode Code, string Title, string Text)
{
    private static readonly Lazy<FrozenDictionary<DiagnosticCode, DiagnosticPage>> Pages = new(Read);

    /// <summary>The text without the marks of bold words, for where Markdown is not rendered.</summary>
    public string WithoutBold => Text.Replace("**", "", StringComparison.Ordinal);

    /// <summary>The page of a code.</summary>
    public static DiagnosticPage Of(DiagnosticCode code) => Pages.Value[code];

    /// <summary>The codes that are nearest to what somebody wrote.</summary>
    /// <param name="written">The text that is no code.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<string> NearestTo(string written, int count) => Nearest.Several(written, Enum.GetNames<DiagnosticCode>(), count);

    private static FrozenDictionary<DiagnosticCode, DiagnosticPage> Read()
    {
        using var stream = typeof(DiagnosticPage).Assembly.GetManifestResourceStream("diagnostics.md")!;
        using var reader = new StreamReader(stream);
        return Sections().Matches(reader.ReadToEnd().ReplaceLineEndings("\n"))
            .Select(section => new DiagnosticPage(
                Enum.Parse<DiagnosticCode>(section.Groups["code"].Value), section.Groups["title"].Value.Trim(), Links().Replace(section.Groups["text"].Value.Trim(), "${text}")))
            .ToFrozenDictionary(page => page.Code);
    }

    [GeneratedRegex(@"^## (?<code>PG\d{4}) (?<title>.*)\n(?<text>(?:(?!## ).*(?:\n|\z))*)", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();
}
