using System.Text.RegularExpressions;

namespace PerfGate.Results;

/// <summary>Takes from reported names what changes without meaning another machine.</summary>
internal static partial class EnvironmentText
{
    /// <summary>Without clock frequency, the word CPU and trade marks: the same processor is reported with each of them.</summary>
    public static string Processor(string name) =>
        Spaces().Replace(ProcessorNoise().Replace(name, " "), " ").Trim();

    /// <summary>The processor without what some versions of BenchmarkDotNet add to its name: the microarchitecture, the number of cores, its graphics.</summary>
    public static string ComparableProcessor(string name) =>
        Spaces().Replace(ProcessorExtras().Replace(Processor(name), " "), " ").Trim().ToLowerInvariant();

    /// <summary>Family and version to two places; macOS and Windows to one, as their second is a monthly patch.</summary>
    public static string Os(string name)
    {
        var text = BeforeParenthesis(name).Replace("GNU/Linux ", "", StringComparison.OrdinalIgnoreCase);
        var monthly = text.StartsWith("macOS", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("Windows", StringComparison.OrdinalIgnoreCase);
        return Version().Replace(text, match => monthly ? match.Groups["major"].Value : match.Groups["minor"].Value, 1).Trim();
    }

    /// <summary>Family and version to two places: <c>.NET 10.0</c>. A patch seldom changes times, and comes monthly.</summary>
    public static string Runtime(string name) =>
        Version().Replace(Family(name), match => match.Groups["minor"].Value, 1).Trim();

    /// <summary>Family and major version: <c>.NET 10</c>.</summary>
    public static string RuntimeMajor(string name) =>
        Version().Replace(Family(name), match => match.Groups["major"].Value, 1).Trim();

    // From version 5 on, ".NET Core" and ".NET" are one.
    private static string Family(string name) => CoreOfNow().Replace(BeforeParenthesis(name), ".NET ");

    /// <summary>What stands before the first opening parenthesis.</summary>
    public static string BeforeParenthesis(string name)
    {
        var parenthesis = name.IndexOf('(', StringComparison.Ordinal);
        return (parenthesis < 0 ? name : name[..parenthesis]).Trim();
    }

    /// <summary>The first word of a list of vector instructions.</summary>
    public static string Widest(string intrinsics) => intrinsics.Split(' ', ',')[0];

    /// <summary>Lower case, with a hyphen for everything that a file name should not have.</summary>
    public static string Slug(string text) => NotSlug().Replace(text.ToLowerInvariant(), "-").Trim('-', '.');

    [GeneratedRegex(@"\(R\)|\(TM\)|\((?:Max|Burst)[^)]*\)|@?\s*\d+(?:\.\d+)?\s*[GM]Hz|\bCPU\b|\bProcessor\b|@", RegexOptions.IgnoreCase)]
    private static partial Regex ProcessorNoise();

    [GeneratedRegex(@"\([^)]*\)|\b\w+-Core\b|\bwith\b.*\b(?:Graphics|Gfx)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ProcessorExtras();

    [GeneratedRegex(@"^\.NET Core (?=[5-9]|[1-9][0-9])")]
    private static partial Regex CoreOfNow();

    [GeneratedRegex(@"(?<minor>(?<major>\d+)(?:\.\d+)?)[\d.]*(?:-[\w.]+)?")]
    private static partial Regex Version();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^a-z0-9.]+")]
    private static partial Regex NotSlug();
}
