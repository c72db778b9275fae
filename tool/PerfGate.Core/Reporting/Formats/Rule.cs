using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Reporting.Formats;

/// <summary>What docs/diagnostics.md says of a code; the page is part of this assembly.</summary>
/// <param name="Title">Its headline, without the code.</param>
/// <param name="Help">Its text, without links, whose targets are not at hand where it is shown.</param>
internal sealed partial record Rule(string Title, string Help)
{
    private static readonly Lazy<FrozenDictionary<string, Rule>> All = new(Read);

    /// <summary>The rule of a code.</summary>
    public static Rule Of(DiagnosticCode code) => All.Value[code.ToString()];

    private static FrozenDictionary<string, Rule> Read()
    {
        using var stream = typeof(Rule).Assembly.GetManifestResourceStream("diagnostics.md")!;
        using var reader = new StreamReader(stream);
        return Sections().Matches(reader.ReadToEnd().ReplaceLineEndings("\n")).ToFrozenDictionary(
            section => section.Groups["code"].Value,
            section => new Rule(section.Groups["title"].Value.Trim(), Links().Replace(section.Groups["help"].Value.Trim(), "${text}")));
    }

    [GeneratedRegex(@"^## (?<code>PG\d{4}) (?<title>.*)\n(?<help>(?:(?!## ).*(?:\n|\z))*)", RegexOptions.Multiline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();
}
