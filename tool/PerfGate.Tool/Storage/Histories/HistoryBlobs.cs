using System.Globalization;
using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Histories;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>Reads what <c>git cat-file --batch</c> answers: of each file a line that ends in its size, its bytes, and a line feed.</summary>
internal static class HistoryBlobs
{
    /// <summary>The sessions of all files.</summary>
    /// <param name="entries">The files, in the order in which they were asked for.</param>
    /// <param name="answer">The answer.</param>
    /// <exception cref="PerfGateException">PG5010, PG5011: a file cannot be read.</exception>
    public static HistoryRead Read(IReadOnlyList<HistoryEntry> entries, byte[] answer)
    {
        var files = new (HistoryEntry Entry, Range Bytes)[entries.Count];
        var at = 0;
        for (var i = 0; i < files.Length; i++)
        {
            var end = Array.IndexOf(answer, (byte)'\n', at);
            var head = end < 0 ? "" : Encoding.ASCII.GetString(answer, at, end - at);
            if (!int.TryParse(head[(head.LastIndexOf(' ') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || end + 1L + size > answer.Length)
            {
                throw new PerfGateException(DiagnosticCode.PG5010, $"'{entries[i].Path}' of the history is not in this repository", head, "See `git fsck`; `dotnet perfgate history pull` fetches what others have");
            }

            files[i] = (entries[i], (end + 1)..(end + 1 + size));
            at = end + 2 + size;
        }

        var names = new HistoryNames();
        var read = files.Select(file => HistoryReader.Read($"{HistoryRef.Name}:{file.Entry.Path}", answer.AsSpan(file.Bytes), names)).ToList();
        return new HistoryRead([.. read.SelectMany(part => part.Sessions)], [.. read.SelectMany(part => part.Notes)]);
    }
}
