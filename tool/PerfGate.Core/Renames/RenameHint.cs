using F23.StringSimilarity;
using PerfGate.Results;

namespace PerfGate.Renames;

/// <summary>Guesses from its name whether a lost benchmark is there under another one.</summary>
internal static class RenameHint
{
    private const double LeastSimilarity = 0.7;
    private static readonly NormalizedLevenshtein Names = new();

    /// <summary>The line for perfgate.json, or null if no new benchmark has a similar name.</summary>
    /// <param name="lost">The benchmark that the run lost.</param>
    /// <param name="added">The benchmarks that the baseline does not have.</param>
    public static string? For(BenchmarkId lost, IReadOnlyList<BenchmarkId> added)
    {
        var nearest = added
            .Where(id => id.Parameters == lost.Parameters && id.Job == lost.Job)
            .Select(id => (Id: id, Similarity: Names.Similarity(id.MethodName, lost.MethodName)))
            .Where(candidate => candidate.Similarity >= LeastSimilarity)
            .OrderByDescending(candidate => candidate.Similarity)
            .FirstOrDefault().Id;
        return nearest is null ? null : Line(lost, nearest);
    }

    // The namespace or type is named where it alone differs: then one line does for all that is in it.
    private static string Line(BenchmarkId from, BenchmarkId to)
    {
        var (before, now) = from.Method != to.Method || from.IsPlain || to.IsPlain ? (from.MethodName, to.MethodName)
            : from.Type != to.Type || from.Namespace.Length == 0 || to.Namespace.Length == 0 ? (TypeName(from), TypeName(to))
            : (from.Namespace, to.Namespace);
        return $$"""
            "renames": [ { "from": "{{before}}", "to": "{{now}}" } ]
            """;
    }

    private static string TypeName(BenchmarkId id) => id.MethodName[..^(id.Method.Length + 1)];
}
