using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Histories;

/// <summary>The names that the benchmarks of sessions have now. Where a session has both the earlier name and the one of now, they were two benchmarks then, and stay two.</summary>
internal sealed class NamesOfNow
{
    private static readonly Dictionary<BenchmarkId, BenchmarkId> None = [];

    private readonly Dictionary<BenchmarkId, BenchmarkId>[] _renamed;

    /// <param name="sessions">The sessions.</param>
    /// <param name="nameNow">The name that a benchmark has now; null where none was renamed.</param>
    public NamesOfNow(ImmutableArray<HistorySession> sessions, Func<BenchmarkId, BenchmarkId>? nameNow)
    {
        var known = new Dictionary<BenchmarkId, BenchmarkId>();
        BenchmarkId Now(BenchmarkId id) => known.TryGetValue(id, out var now) ? now : known[id] = nameNow!(id);
        _renamed = nameNow is null ? [] : [.. sessions.Select(session => Renamed([.. session.Values.Select(value => value.Id).Distinct()], Now))];
    }

    /// <summary>The name of a benchmark of a session.</summary>
    public BenchmarkId Of(int session, BenchmarkId id) => _renamed.Length == 0 ? id : _renamed[session].GetValueOrDefault(id, id);

    private static Dictionary<BenchmarkId, BenchmarkId> Renamed(BenchmarkId[] ids, Func<BenchmarkId, BenchmarkId> nameNow)
    {
        var moved = Array.FindAll(ids, id => nameNow(id) != id);
        if (moved.Length == 0)
        {
            return None;
        }

        var taken = ids.ToHashSet();
        return moved.Where(id => taken.Add(nameNow(id))).ToDictionary(id => id, nameNow);
    }
}
