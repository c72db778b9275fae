using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Histories;

/// <summary>All sessions that are known, in the order of the source. Whatever stands in it twice counts once.</summary>
public sealed class History
{
    /// <summary>Puts sessions in order.</summary>
    /// <param name="sessions">The sessions, in any order.</param>
    /// <param name="nameNow">The name that a benchmark has now; null where none was renamed. What was measured keeps its names, and its series have those of now.</param>
    public History(IEnumerable<HistorySession> sessions, Func<BenchmarkId, BenchmarkId>? nameNow = null)
    {
        // The line is the identity; sessions that share neither time nor commit need not be written to be told apart.
        Sessions =
        [
            .. sessions.GroupBy(session => (session.At, session.MeasuredAt, session.Suite, session.Environment.Value, session.Values.Length))
                .SelectMany(group => group.Take(2).Count() == 1 ? group : group.DistinctBy(HistoryWriter.Line))
                .OrderBy(session => session.At)
                .ThenBy(session => session.MeasuredAt)
                .ThenBy(session => session.Suite, StringComparer.Ordinal),
        ];
        Lines =
        [
            .. Sessions.GroupBy(session => (session.Environment, session.Suite))
                .OrderBy(group => group.Key.Environment.Value, StringComparer.Ordinal).ThenBy(group => group.Key.Suite, StringComparer.Ordinal)
                .Select(group => new HistoryLine([.. group], nameNow)),
        ];
    }

    /// <summary>The sessions, the oldest source first.</summary>
    public ImmutableArray<HistorySession> Sessions { get; }

    /// <summary>The sessions by machine and suite: two machines are never joined.</summary>
    public ImmutableArray<HistoryLine> Lines { get; }
}
