using System.Text;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PerfGate.Histories;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Storage.Histories;

namespace PerfGate.Tool.Databases;

/// <summary>A history in a database: one row for each session.</summary>
internal sealed class DatabaseHistory(IDatabase database) : IHistory
{
    private const int SessionsAtOnce = 500;

    private readonly Transactions _transactions = new(database);

    /// <summary>The history at the address of a database. Nothing is connected to yet.</summary>
    /// <exception cref="Diagnostics.PerfGateException">PG1001, PG1005: the address cannot be used.</exception>
    public static DatabaseHistory Open(StoreAddress address) => new(Transactions.DatabaseAt(address));

    /// <inheritdoc/>
    public string Place => database.Place;

    /// <inheritdoc/>
    public Task<HistoryRead> ReadAsync(CancellationToken cancellation) => Task.FromResult(_transactions.Read(context =>
    {
        // To fetch and to parse take about as long as each other.
        var fetched = Channel.CreateUnbounded<(string Key, string Line)>();
        var parsing = Task.Run(() => Parse(fetched.Reader.ReadAllAsync(CancellationToken.None).ToBlockingEnumerable(CancellationToken.None)), CancellationToken.None);
        try
        {
            foreach (var row in context.History.OrderBy(row => row.Key).Select(row => new { row.Key, row.Line }))
            {
                cancellation.ThrowIfCancellationRequested();
                fetched.Writer.TryWrite((row.Key, row.Line));
            }
        }
        finally
        {
            fetched.Writer.Complete();
        }

        return parsing.GetAwaiter().GetResult();
    }) ?? new HistoryRead([], []));

    /// <inheritdoc/>
    public Task<int> AppendAsync(IReadOnlyList<HistorySession> sessions, CancellationToken cancellation)
    {
        var stored = sessions.Select(StoredSession.Of).DistinctBy(session => session.Key).ToList();
        return Task.FromResult(stored.Count == 0 ? 0 : _transactions.Write((context, _) => stored.Chunk(SessionsAtOnce).Sum(some => Append(context, some))));
    }

    /// <inheritdoc/>
    public int Prune(DateTime before) => database.IsThere ? _transactions.Write((context, _) => context.History.Where(row => row.MeasuredAt < before).ExecuteDelete()) : 0;

    private HistoryRead Parse(IEnumerable<(string Key, string Line)> rows)
    {
        var names = new HistoryNames();
        var read = rows.Select(row => HistoryReader.Read($"session {row.Key} in {Place}", Encoding.UTF8.GetBytes(row.Line), names)).ToList();
        return new HistoryRead([.. read.SelectMany(part => part.Sessions)], [.. read.SelectMany(part => part.Notes)]);
    }

    private static int Append(StoreContext context, StoredSession[] sessions)
    {
        var keys = sessions.Select(session => session.Key).ToList();
        var known = context.History.Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToHashSet();
        context.History.AddRange(sessions.Where(session => !known.Contains(session.Key)).Select(session => new HistoryRow
        {
            Key = session.Key,
            MeasuredAt = session.MeasuredAt,
            Line = session.Line,
            StoredAt = DateTime.UtcNow,
            StoredBy = ToolVersion.Current,
        }));
        return context.SaveChanges();
    }
}
