using F23.StringSimilarity;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Renames;

/// <summary>Guesses whether a lost benchmark is there under another name: in another job, of a renamed type, or by a similar name.</summary>
/// <param name="lost">The benchmarks that the run lost.</param>
/// <param name="added">The benchmarks that the baseline does not have.</param>
internal sealed class RenameHints(IReadOnlyCollection<BenchmarkId> lost, IReadOnlyCollection<BenchmarkId> added)
{
    private const double LeastSimilarity = 0.7;
    private static readonly NormalizedLevenshtein Names = new();

    private readonly ILookup<string, BenchmarkId> _addedByFullName = added.ToLookup(id => id.FullName);
    private readonly ILookup<string, BenchmarkId> _lostByType = lost.ToLookup(TypeName);
    private readonly ILookup<string, BenchmarkId> _addedByType = added.ToLookup(TypeName);

    /// <summary>The line for perfgate.json, or null if no new benchmark looks like the lost one.</summary>
    public string? For(BenchmarkId id) => OfJob(id) ?? OfType(id) ?? OfName(id);

    /// <summary>The line that maps one job to another.</summary>
    public static string JobLine(string before, string now) => Line(Rename.InBrackets(before), Rename.InBrackets(now));

    private string? OfJob(BenchmarkId id) =>
        _addedByFullName[id.FullName].ToList() is [var only] && JobNames.MeasureTheSame(id.Job, only.Job) ? JobLine(id.Job, only.Job) : null;

    // All of a type went, and all of it is there in another one: its name may have changed completely.
    private string? OfType(BenchmarkId id)
    {
        var members = _lostByType[TypeName(id)].Select(Member).ToHashSet();
        if (id.IsPlain || members.Select(member => member.Method).Distinct().Count() < 2)
        {
            return null;
        }

        var now = _addedByType.Where(type => type.Key.Length > 0 && members.SetEquals(type.Select(Member))).MaxBy(type => Names.Similarity(type.Key, TypeName(id)));
        return now is null ? null : Line(id, now.First(other => Member(other) == Member(id)));
    }

    private string? OfName(BenchmarkId id)
    {
        var nearest = added
            .Where(other => other.Parameters == id.Parameters && other.Job == id.Job)
            .Select(other => (Id: other, Similarity: Names.Similarity(other.MethodName, id.MethodName)))
            .Where(candidate => candidate.Similarity >= LeastSimilarity)
            .OrderByDescending(candidate => candidate.Similarity)
            .FirstOrDefault().Id;
        return nearest is null ? null : Line(id, nearest);
    }

    // The namespace or type is named where it alone differs: then one line does for all that is in it.
    private static string Line(BenchmarkId from, BenchmarkId to) =>
        from.Method != to.Method || from.IsPlain || to.IsPlain ? Line(from.MethodName, to.MethodName)
        : from.Type != to.Type || from.Namespace.Length == 0 || to.Namespace.Length == 0 ? TypeLine(TypeName(from), TypeName(to))
        : Line(from.Namespace, to.Namespace);

    // Type arguments that are the same on both sides move along.
    private static string TypeLine(string from, string to) =>
        from.IndexOf('<', StringComparison.Ordinal) is > 0 and var here && to.IndexOf('<', StringComparison.Ordinal) is > 0 and var there && from[here..] == to[there..]
            ? Line(from[..here], to[..there])
            : Line(from, to);

    private static string Line(string from, string to) => $$"""
        "renames": [ { "from": "{{from}}", "to": "{{to}}" } ]
        """;

    private static (string Method, string Parameters, string Job) Member(BenchmarkId id) => (id.Method, id.Parameters, id.Job);

    // A plain name is of no type.
    private static string TypeName(BenchmarkId id) => id.IsPlain ? "" : id.MethodName[..^(id.Method.Length + 1)];
}
