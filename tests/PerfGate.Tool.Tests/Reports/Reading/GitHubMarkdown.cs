using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PerfGate.Tool.Tests.Reports.Reading;

/// <summary>Markdown as GitHub reads it.</summary>
internal static partial class GitHubMarkdown
{
    private static readonly string[] Allowed = ["<!-- perfgate -->", "<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>"];

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseTaskLists().UseFootnotes().UseAlertBlocks().UseMathematics().Build();

    /// <summary>Asserts that it holds no link, image, mention, HTML or heading but a report's own, and tables whose rows all have the same cells.</summary>
    public static void AssertIsOnlyText(string text)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        Assert.Empty(document.Descendants<LinkInline>());
        Assert.Empty(document.Descendants<AutolinkInline>());
        Assert.DoesNotContain(document.Descendants<LinkReferenceDefinition>(), link => link.Label is not null);
        Assert.Empty(document.Descendants<CodeBlock>());
        Assert.Single(document.Descendants<HeadingBlock>());
        var html = document.Descendants<HtmlInline>().Select(inline => inline.Tag)
            .Concat(document.Descendants<HtmlBlock>().Select(block => block.Lines.ToString())).SelectMany(tags => Tags().Matches(tags)).Select(tag => tag.Value);
        Assert.All(html, tag => Assert.Contains(tag, Allowed));
        foreach (var table in document.Descendants<Table>())
        {
            // GitHub cuts a row into cells before it looks for code.
            var rows = text.Substring(table.Span.Start, table.Span.Length).TrimEnd('\n').Split('\n');
            Assert.Single(rows.Select(row => Borders().Count(row)).Distinct());
        }

        // GitHub looks for mentions and numbers of issues in what was rendered, but not in code.
        var rendered = Code().Replace(Markdig.Markdown.ToHtml(text, Pipeline), "");
        Assert.DoesNotMatch(@"@\w", rendered);
        Assert.DoesNotMatch(@"#\d", Entities().Replace(rendered, ""));
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Borders();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("<code>.*?</code>", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex("&#?[a-zA-Z0-9]+;")]
    private static partial Regex Entities();
}
