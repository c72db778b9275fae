namespace PerfGate.Tool.Storage.Histories;

/// <summary>A file of the tree of a history.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Blob">The hash of what it holds.</param>
internal sealed record HistoryEntry(string Path, string Blob)
{
    /// <summary>Reads an entry as <c>git ls-tree</c> writes it: <c>100644 blob HASH⇥PATH</c>; null for what is no file.</summary>
    public static HistoryEntry? Parse(string text)
    {
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        var words = tab < 0 ? [] : text[..tab].Split(' ');
        return words is [_, "blob", var hash] ? new HistoryEntry(text[(tab + 1)..], hash) : null;
    }
}
