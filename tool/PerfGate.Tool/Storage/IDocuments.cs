using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>
/// Where a store keeps its documents: a folder, or a database. It neither reads nor judges them; <see cref="BaselineStore"/>, <see cref="CalibrationStore"/> and
/// <see cref="RunStore"/> do. What fails says where the store is, without its secrets.
/// </summary>
internal interface IDocuments
{
    /// <summary>Where the store is, for people; without secrets.</summary>
    string Place { get; }

    /// <summary>The whole paths of the files and folders that it is kept in; none where it is no file of this machine.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>The file that holds the baselines, or the folder and the pattern of the files that do; null where no file of this machine does.</summary>
    (string Path, string? Pattern)? BaselineFiles { get; }

    /// <summary>Every document of a kind, by name; none where there is no store yet.</summary>
    /// <exception cref="PerfGateException">PG3002, PG3020: one of them cannot be read. PG5003 to PG5007: see docs/diagnostics.md.</exception>
    IReadOnlyList<StoredDocument> All(DocumentKind kind);

    /// <summary>Changes a document: whole or not at all, and no change of others is lost.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Makes the new text of what is stored; null if nothing is. It may be called again, with what others stored meanwhile.</param>
    /// <returns>The document's place.</returns>
    /// <exception cref="PerfGateException">PG3002, PG3020: what is stored cannot be read. PG5001 and PG5003 to PG5007: it was not stored, and what was is intact.</exception>
    string Update(DocumentKind kind, string name, Func<StoredDocument?, string> change);

    /// <summary>Keeps a run; one that is there already stays.</summary>
    /// <returns>The run's place.</returns>
    /// <exception cref="PerfGateException">As <see cref="Update"/>.</exception>
    string Add(StoredRun run);

    /// <summary>The saved runs, the oldest first; read as they are asked for.</summary>
    /// <param name="runId">Only what may be a shard of this run; null for all.</param>
    /// <exception cref="PerfGateException">As <see cref="All"/>.</exception>
    IEnumerable<StoredDocument> Runs(string? runId = null);

    /// <summary>Removes the saved runs that were measured before a moment; of what has no time, when it was stored counts.</summary>
    /// <param name="before">The moment, in UTC.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="PerfGateException">PG5001 and PG5003 to PG5007: of a database, nothing was removed.</exception>
    int Prune(DateTime before);

    /// <summary>Makes the tables, or brings them to this version.</summary>
    /// <returns>What it did; null where there is nothing to make.</returns>
    /// <exception cref="PerfGateException">PG5003 to PG5007: see docs/diagnostics.md.</exception>
    Migration? Migrate();
}
