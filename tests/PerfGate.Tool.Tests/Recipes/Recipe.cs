using System.Text.RegularExpressions;
using PerfGate.Tool.Tests.Running;
using YamlDotNet.RepresentationModel;

namespace PerfGate.Tool.Tests.Recipes;

/// <summary>A CI system's file that the documents show, parsed.</summary>
internal sealed partial class Recipe
{
    private Recipe(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        Root = Assert.Single(yaml.Documents).RootNode;
    }

    public YamlNode Root { get; }

    /// <summary>Every scalar of these keys, such as the scripts of all steps.</summary>
    public IEnumerable<string> Scripts => Root.AllNodes.OfType<YamlMappingNode>().SelectMany(map => map.Children)
        .Where(pair => pair.Key is YamlScalarNode { Value: "run" or "script" })
        .SelectMany(pair => pair.Value is YamlSequenceNode list ? list.Children : [pair.Value])
        .OfType<YamlScalarNode>().Select(scalar => scalar.Value!);

    /// <summary>The recipe below a heading of docs/ci.md or docs/shards.md.</summary>
    public static Recipe Below(string heading)
    {
        var page = Pages();
        var section = page[page.IndexOf($"## {heading}", StringComparison.Ordinal)..];
        return new Recipe(Block().Match(section).Groups["yaml"].Value);
    }

    /// <summary>Every recipe of both pages, and the action.</summary>
    public static IEnumerable<Recipe> All() =>
    [
        .. Block().Matches(Pages()).Select(block => new Recipe(block.Groups["yaml"].Value)),
        Action(),
    ];

    /// <summary>The action at the root of this repository.</summary>
    public static Recipe Action() => new(File.ReadAllText(Repository.File("action.yml")));

    /// <summary>The script that holds a text.</summary>
    public string Script(string part) => Assert.Single(Scripts, script => script.Contains(part, StringComparison.Ordinal));

    /// <summary>A recipe that was written to a file.</summary>
    public static Recipe Of(string text) => new(text);

    private static string Pages() => File.ReadAllText(Repository.File("docs/ci.md")) + File.ReadAllText(Repository.File("docs/shards.md"));

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
