using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace PerfGate.Tool.Storage;

/// <summary>The difference of two texts, a sign before each line.</summary>
internal static class UnifiedDiff
{
    // What stands around a change, to find it.
    private const int Context = 2;

    /// <summary>The changed lines with those around them; <c>@@</c> stands where lines are left out. Empty if the texts are alike.</summary>
    public static IEnumerable<string> Of(string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines;
        var shown = -1;
        foreach (var (i, line) in lines.Index().Where(l => IsNear(lines, l.Index)))
        {
            if (i != shown + 1)
            {
                yield return "@@";
            }

            shown = i;
            yield return $"{(line.Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' })}{line.Text}";
        }
    }

    private static bool IsNear(List<DiffPiece> lines, int index) => lines
        .Skip(Math.Max(0, index - Context)).Take(Math.Min(index, Context) + 1 + Context).Any(line => line.Type != ChangeType.Unchanged);
}
