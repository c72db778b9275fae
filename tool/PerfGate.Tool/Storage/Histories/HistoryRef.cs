using System.Globalization;
using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Histories;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>
/// The history of a repository, on a ref of its own: a tree of files, one for each session, whose names say when it was and what it holds. So two histories are joined by their names, and
/// nothing that is there is ever written again. Branches, index and working tree are not touched.
/// </summary>
/// <param name="folder">A folder of the repository.</param>
internal sealed class HistoryRef(string folder) : IHistory
{
    /// <summary>The ref.</summary>
    public const string Name = "refs/perfgate/history";

    private const string Extension = ".jsonl";

    // Each loss means that somebody else won: with so many attempts as many writers at once all come through.
    private const int MostAttempts = 50;

    /// <inheritdoc/>
    public string Place => Name;

    /// <summary>The commit that the ref has; null where there is none yet.</summary>
    /// <exception cref="PerfGateException">PG5015: this is no git repository.</exception>
    public async Task<string?> TipAsync(CancellationToken cancellation)
    {
        var tip = await HashOfAsync(Name, cancellation);
        return tip is not null || await HasRepositoryAsync(cancellation) ? tip : throw new PerfGateException(
            DiagnosticCode.PG5015, "this is no git repository, so it has no history", folder, "Use one where the commits are, or name files of a history: --from FILE");
    }

    /// <summary>Whether there is a repository, in which alone there can be a history.</summary>
    public async Task<bool> HasRepositoryAsync(CancellationToken cancellation) => await Git.RunAsync(folder, ["rev-parse", "--git-dir"], cancellation) is { ExitCode: 0 };

    /// <inheritdoc/>
    public async Task<HistoryRead> ReadAsync(CancellationToken cancellation)
    {
        if (await TipAsync(cancellation) is not { } tip)
        {
            return new HistoryRead([], []);
        }

        var entries = await EntriesAsync(tip, cancellation);
        var blobs = await Git.PipeAsync(folder, ["cat-file", "--batch"], Encoding.ASCII.GetBytes(string.Concat(entries.Select(entry => $"{entry.Blob}\n"))), cancellation);
        return blobs is { ExitCode: 0 } ? HistoryBlobs.Read(entries, blobs.Output) : throw Unreadable(blobs?.Errors);
    }

    /// <inheritdoc/>
    public async Task<int> AppendAsync(IReadOnlyList<HistorySession> sessions, CancellationToken cancellation)
    {
        // For who looks at the ref's log.
        var message = string.Join(", ", sessions.Select(session => session.Origin.Word()).Distinct());
        var stored = sessions.Select(StoredSession.Of).DistinctBy(session => session.Key).ToList();
        for (var attempt = 1; ; attempt++)
        {
            var tip = await TipAsync(cancellation);
            var known = tip is null ? [] : (await EntriesAsync(tip, cancellation)).Select(entry => entry.Path).ToHashSet();
            var files = stored.Where(session => !known.Contains(PathOf(session))).ToList();
            if (files.Count == 0)
            {
                return 0;
            }

            using var commit = new ImportStream(Name, message, tip, merged: null);
            files.ForEach(session => commit.Add(PathOf(session), session.Line));
            if (await CommitAsync(commit, tip, attempt, cancellation))
            {
                return files.Count;
            }
        }
    }

    /// <inheritdoc/>
    public int Prune(DateTime before) => throw new PerfGateException(
        DiagnosticCode.PG1001, $"the history is on {Name}, from which nothing is removed", "what one clone removes comes back from the others", "Only a history in a database is pruned: --store sqlite:PATH, or postgres:CONNECTION");

    /// <summary>Takes in what another history has, by union.</summary>
    /// <param name="theirs">The commit of the other one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many sessions were new here.</returns>
    /// <exception cref="PerfGateException">PG5013: it could not be written. PG5015: this is no git repository.</exception>
    public async Task<int> MergeAsync(string theirs, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var tip = await TipAsync(cancellation);
            if (tip == theirs || (tip is not null && await IsAncestorAsync(theirs, tip, cancellation)))
            {
                return 0;
            }

            var ours = tip is null ? [] : await EntriesAsync(tip, cancellation);
            var known = ours.ToDictionary(entry => entry.Path, entry => entry.Blob);
            // A name says what a file holds; where somebody wrote it by hand, both are kept.
            var added = (await EntriesAsync(theirs, cancellation)).Where(entry => !known.TryGetValue(entry.Path, out var blob) || blob != entry.Blob)
                .Select(entry => known.ContainsKey(entry.Path) ? entry with { Path = $"{entry.Path[..^Extension.Length]}-{entry.Blob[..12]}{Extension}" } : entry)
                .ToList();
            if (tip is null || await IsAncestorAsync(tip, theirs, cancellation))
            {
                // Nothing to join: it goes on from here.
                if (await Git.RunAsync(folder, ["update-ref", Name, theirs, tip ?? new string('0', theirs.Length)], cancellation) is { ExitCode: 0 })
                {
                    return added.Count;
                }
            }
            else
            {
                using var commit = new ImportStream(Name, "joined", tip, theirs);
                added.ForEach(entry => commit.AddBlob(entry.Path, entry.Blob));
                if (await CommitAsync(commit, tip, attempt, cancellation))
                {
                    return added.Count;
                }
            }

            if (attempt == MostAttempts)
            {
                throw Unwritten("others change it all the time");
            }
        }
    }

    /// <summary>The commit of a ref; null where there is none.</summary>
    public async Task<string?> HashOfAsync(string reference, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{reference}^{{commit}}"], cancellation) is { ExitCode: 0 } found ? found.Output.Trim() : null;

    // Git moves the ref only from where it was: whoever comes second is refused, and tries again.
    private async Task<bool> CommitAsync(ImportStream commit, string? tip, int attempt, CancellationToken cancellation)
    {
        var made = await Git.PipeAsync(folder, ["fast-import", "--quiet", "--date-format=raw"], commit.ToBytes(), cancellation);
        if (made is { ExitCode: 0 })
        {
            return true;
        }

        // Another writer may still be about it, and hold git's lock of the ref.
        if (made is null || attempt == MostAttempts || (!made.Errors.Contains(".lock", StringComparison.Ordinal) && await TipAsync(cancellation) == tip))
        {
            throw Unwritten(made?.Errors ?? "there is no git");
        }

        await Task.Delay(Random.Shared.Next(5, 50), cancellation);
        return false;
    }

    private async Task<bool> IsAncestorAsync(string older, string newer, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["merge-base", "--is-ancestor", older, newer], cancellation) is { ExitCode: 0 };

    private async Task<IReadOnlyList<HistoryEntry>> EntriesAsync(string commit, CancellationToken cancellation)
    {
        var list = await Git.PipeAsync(folder, ["ls-tree", "-r", "-z", "--full-tree", commit], default, cancellation);
        return list is not { ExitCode: 0 } ? throw Unreadable(list?.Errors)
            : [.. Encoding.UTF8.GetString(list.Output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(HistoryEntry.Parse).OfType<HistoryEntry>()];
    }

    private static PerfGateException Unreadable(string? errors) => new(
        DiagnosticCode.PG5015, $"the history on {Name} cannot be read", errors ?? "there is no git", $"See `git log {Name}`; `dotnet perfgate history pull` fetches what others have");

    private static PerfGateException Unwritten(string errors) => new(
        DiagnosticCode.PG5013, $"the history on {Name} could not be written", errors, "What was there before is unchanged");

    private static string PathOf(StoredSession session) => string.Create(CultureInfo.InvariantCulture, $"{session.MeasuredAt:yyyy-MM}/{session.Key}{Extension}");
}
