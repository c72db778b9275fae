using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Documents;

/// <summary>What the documents refer to is there.</summary>
public class Links
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist()
    {
        var root = Repository.File(".");
        var pages = Directory.GetFiles(root, "*.md").Concat(Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetDirectories(Path.Combine(root, "bench")).SelectMany(folder => Directory.GetFiles(folder, "*.md"))).ToList();

        var broken = pages.SelectMany(page => Parse(page).Descendants<LinkInline>()
            .Select(link => link.Url ?? "")
            .Where(url => !url.Contains("://", StringComparison.Ordinal) && !Leads(page, url))
            .Select(url => $"{Path.GetRelativePath(root, page)}: {url}"));

        Assert.True(pages.Count > 20);
        Assert.Empty(broken);
    }

    private static bool Leads(string page, string url)
    {
        var (path, heading) = url.Split('#', 2) is [var file, var anchor] ? (file, anchor) : (url, null);
        var target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(path)));
        return (File.Exists(target) || Directory.Exists(target))
            && (heading is null || !target.EndsWith(".md", StringComparison.Ordinal)
                || Parse(target).Descendants<HeadingBlock>().Any(block => block.GetAttributes().Id == heading));
    }

    private static MarkdownDocument Parse(string page) => Markdown.Parse(File.ReadAllText(page), Pipeline);
}
