using PerfGate.Diagnostics;
using PerfGate.Histories;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>What is to be copied of a history into another one: all of it, by union.</summary>
internal sealed class HistoryCopy
{
    private readonly HistoryRead _read;
    private readonly IHistory _to;

    private HistoryCopy(HistoryRead read, IHistory to) => (_read, _to) = (read, to);

    /// <summary>What is to be said of what was read.</summary>
    public List<Diagnostic> Notes => [.. _read.Notes];

    /// <summary>Reads what is to be copied. Of one ref to the same there is nothing to do.</summary>
    /// <exception cref="PerfGateException">PG5010, PG5011, PG5003 to PG5007: it cannot be read. PG5015: the other one can have no history.</exception>
    public static async Task<HistoryCopy> ReadAsync(IHistory from, IHistory to, CancellationToken cancellation)
    {
        var read = from is HistoryRef source && (to is HistoryRef || !await source.HasRepositoryAsync(cancellation)) ? new HistoryRead([], []) : await from.ReadAsync(cancellation);
        if (!read.Sessions.IsEmpty && to is HistoryRef target)
        {
            await target.TipAsync(cancellation);
        }

        return new HistoryCopy(read, to);
    }

    /// <summary>Adds it to the other one.</summary>
    /// <returns>How many sessions there were to copy.</returns>
    /// <exception cref="PerfGateException">As of <see cref="IHistory.AppendAsync"/>.</exception>
    public async Task<int> WriteAsync(CancellationToken cancellation)
    {
        if (!_read.Sessions.IsEmpty)
        {
            await _to.AppendAsync(_read.Sessions, cancellation);
        }

        return _read.Sessions.Length;
    }
}
