using PerfGate.Diagnostics;
using PerfGate.Histories;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>Where a history is kept: on a ref of the repository, or in a database.</summary>
internal interface IHistory
{
    /// <summary>Where it is, for people; without secrets.</summary>
    string Place { get; }

    /// <summary>Reads all sessions; none where nobody has added one.</summary>
    /// <exception cref="PerfGateException">PG5010, PG5011: one of them cannot be read. PG5015: there can be none here. PG5003 to PG5007: the database cannot be read.</exception>
    Task<HistoryRead> ReadAsync(CancellationToken cancellation);

    /// <summary>Adds sessions: all or none. Those that are there already stay as they are.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="PerfGateException">PG5013, PG5015, PG5001, PG5003 to PG5007: they could not be added, and what was there is intact.</exception>
    Task<int> AppendAsync(IReadOnlyList<HistorySession> sessions, CancellationToken cancellation);

    /// <summary>Removes the sessions that were measured before a moment; of what has no time, that of its commit counts.</summary>
    /// <param name="before">The moment, in UTC.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="PerfGateException">PG1001: nothing can be removed from it. PG5001, PG5003 to PG5007: nothing was removed.</exception>
    int Prune(DateTime before);
}
