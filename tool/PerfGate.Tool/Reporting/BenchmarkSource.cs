using System.Text.RegularExpressions;
using PerfGate.Model;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Reporting;

/// <summary>
/// Finds where a benchmark is written: the method of that name in a type of that name, in the C# files of its project.
/// It reads text, not C#, so it may miss a method (one of a base class, say) and then gives the type.
/// </summary>
internal static class BenchmarkSource
{
    private static readonly string[] Generated = ["bin", "obj", "BenchmarkDotNet.Artifacts"];

    /// <summary>The place of the method, else of its type; null where neither is found.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="benchmark">The benchmark.</param>
    public static SourcePlace? Find(string folder, BenchmarkId benchmark) => benchmark.IsPlain ? null : SourcesBelow(folder)
        .Select(path => Find(path, File.ReadAllText(path), benchmark))
        .OfType<Found>()
        .OrderByDescending(found => found.Rank)
        .ThenBy(found => found.Place.Path, StringComparer.Ordinal)
        .FirstOrDefault()?.Place;

    private static Found? Find(string path, string text, BenchmarkId benchmark)
    {
        var typeName = Regex.Escape(benchmark.Type.Split('<')[0]);
        var method = Regex.Escape(benchmark.Method);
        if (Regex.Match(text, $@"\b(?:class|struct|record)\s+(?<name>{typeName})\b") is not { Success: true } type)
        {
            return null;
        }

        var inNamespace = benchmark.Namespace.Length > 0 && Regex.IsMatch(text, $@"\bnamespace\s+{Regex.Escape(benchmark.Namespace)}\b") ? 1 : 0;
        // A declaration before a mere call.
        foreach (var pattern in new[] { $@"\bpublic\s[^;{{}}()=]*?\b(?<name>{method})\s*(?:<[^>(]*>)?\s*\(", $@"(?<![.\w])(?<name>{method})\s*(?:<[^>(]*>)?\s*\(" })
        {
            if (new Regex(pattern).Match(text, type.Index) is { Success: true } found)
            {
                return new Found(PlaceOf(path, text, found.Groups["name"].Index), 2 + inNamespace);
            }
        }

        return new Found(PlaceOf(path, text, type.Groups["name"].Index), inNamespace);
    }

    private static IEnumerable<string> SourcesBelow(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(folder, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(Generated.Contains));

    private static SourcePlace PlaceOf(string path, string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new SourcePlace(path, before.Count('\n') + 1, index - before.LastIndexOf('\n'));
    }

    private sealed record Found(SourcePlace Place, int Rank);
}
