using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Setup;

/// <summary>The CI systems for which a file can be written.</summary>
internal enum CiKind
{
    /// <summary>A workflow of GitHub Actions.</summary>
    GitHub,

    /// <summary>A pipeline of Azure Pipelines.</summary>
    Azure,

    /// <summary>A job of GitLab.</summary>
    GitLab,
}

/// <summary>The file that checks pull requests in a CI system: the one that docs/ci.md shows, or docs/shards.md, which are part of this assembly.</summary>
internal static partial class CiFile
{
    /// <summary>The file for a system, and what is left to do by hand.</summary>
    /// <param name="kind">The system.</param>
    /// <param name="shards">In how many shards to measure; null for one job.</param>
    /// <param name="root">The repository's folder. A file of the usual name that is there and is not PerfGate's gets another file beside it.</param>
    public static (PlannedFile File, string? Next) For(CiKind kind, int? shards, string root)
    {
        var text = shards is { } count ? InShards(kind, count) : Below("ci.md", "\n## " + kind switch { CiKind.GitHub => "GitHub: pull requests", CiKind.Azure => "Azure Pipelines", _ => "GitLab" });
        return kind switch
        {
            CiKind.GitHub => (new PlannedFile(".github/workflows/perfgate.yml", text), null),
            CiKind.Azure => IsTaken(root, "azure-pipelines.yml")
                ? (new PlannedFile("azure-pipelines.perfgate.yml", text), "Make a pipeline of azure-pipelines.perfgate.yml in Azure DevOps")
                : (new PlannedFile("azure-pipelines.yml", text), "Make a pipeline of azure-pipelines.yml in Azure DevOps"),
            _ => IsTaken(root, ".gitlab-ci.yml")
                ? (new PlannedFile(".gitlab/perfgate.yml", text), "Add to .gitlab-ci.yml: include: [{ local: .gitlab/perfgate.yml }]")
                : (new PlannedFile(".gitlab-ci.yml", text), null),
        };
    }

    private static bool IsTaken(string root, string name) =>
        Path.Combine(root, name) is var path && File.Exists(path) && !File.ReadAllText(path).Contains("dotnet perfgate", StringComparison.Ordinal);

    // The page shows four.
    private static string InShards(CiKind kind, int count) => Below("shards.md", "\n### " + kind switch { CiKind.GitHub => "GitHub: shards", CiKind.Azure => "Azure Pipelines: shards", _ => "GitLab: shards" })
        .Replace("[1, 2, 3, 4]", $"[{string.Join(", ", Enumerable.Range(1, count))}]", StringComparison.Ordinal)
        .Replace("}}/4\n", string.Create(CultureInfo.InvariantCulture, $"}}}}/{count}\n"), StringComparison.Ordinal)
        .Replace("parallel: 4\n", string.Create(CultureInfo.InvariantCulture, $"parallel: {count}\n"), StringComparison.Ordinal);

    private static string Below(string resource, string heading)
    {
        using var stream = typeof(CiFile).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var page = reader.ReadToEnd().ReplaceLineEndings("\n");
        return Block().Match(page, page.IndexOf($"{heading}\n", StringComparison.Ordinal)).Groups["yaml"].Value;
    }

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
