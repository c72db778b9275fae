using Microsoft.EntityFrameworkCore;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Databases;

/// <summary>
/// Work in a database, each time in one transaction and on one connection of its own: it is done whole or not at all. What fails and may go well in a moment is tried again, a
/// number of times.
/// </summary>
internal sealed class Transactions(IDatabase database)
{
    // Each conflict means that somebody else has stored.
    private const int MostConflicts = 200;

    // Longer than a server takes to start again, together.
    private static readonly TimeSpan[] Waits = [.. new[] { 0.1, 0.2, 0.4, 0.8, 1.6, 2 }.Select(TimeSpan.FromSeconds)];

    /// <summary>The database at an address. Nothing is connected to yet.</summary>
    /// <exception cref="PerfGateException">PG1001, PG1005: the address cannot be used.</exception>
    public static IDatabase DatabaseAt(StoreAddress address) => address.Kind == StoreKind.Sqlite
        ? new SqliteDatabase(address.Target)
        : new PostgresDatabase(PostgresConnection.Of(address));

    /// <summary>Reads.</summary>
    /// <returns>What was read; null where there is no store yet.</returns>
    /// <exception cref="PerfGateException">PG5003 to PG5007, PG3002: see docs/diagnostics.md.</exception>
    public T? Read<T>(Func<StoreContext, T> work)
        where T : class => !database.IsThere ? null : Try((context, _) => VersionOf(context) switch
        {
            0 when database.MakesTables => null,
            0 => throw DatabaseFailure.WithoutTables(database.Place),
            var version => IsCurrent(version) ? work(context) : throw Unfit(version),
        }, writes: false);

    /// <summary>Reads, changes and writes. The work may be done several times, and only once with effect.</summary>
    /// <param name="work">The work; it is told what became of the time before.</param>
    /// <exception cref="PerfGateException">PG5001, PG5003 to PG5007, PG3002: nothing was written, see docs/diagnostics.md.</exception>
    public T Write<T>(Func<StoreContext, Attempt, T> work) => Try((context, attempt) =>
    {
        var version = VersionOf(context);
        if (version == 0 && database.MakesTables)
        {
            MakeTables(context, version);
        }
        else if (version == 0)
        {
            throw DatabaseFailure.WithoutTables(database.Place);
        }
        else if (!IsCurrent(version))
        {
            throw Unfit(version);
        }

        return work(context, attempt);
    }, writes: true);

    /// <summary>Brings the tables to this version. Where several do so at once, the first one does.</summary>
    /// <exception cref="PerfGateException">PG5001, PG5003, PG5005 to PG5007, PG3002: nothing was changed, see docs/diagnostics.md.</exception>
    public Migration Migrate() => Try((context, _) =>
    {
        database.LockTables(context);
        var version = VersionOf(context);
        MakeTables(context, IsCurrent(version) || version < database.Steps.Count ? version : throw Unfit(version));
        return new Migration(version, database.Steps.Count);
    }, writes: true);

    private bool IsCurrent(int version) => version == database.Steps.Count;

    private PerfGateException Unfit(int version) => version < database.Steps.Count
        ? DatabaseFailure.WithOlderTables(database.Place, version, database.Steps.Count)
        : new PerfGateException(
            DiagnosticCode.PG5005, $"the store '{database.Place}' was made by a newer PerfGate", $"its tables have version {version}; this one knows up to {database.Steps.Count}", "Update the tool");

    private int VersionOf(StoreContext context) => database.HasTables(context) ? context.Schema.Max(row => (int?)row.Version) ?? 0 : 0;

    private void MakeTables(StoreContext context, int from)
    {
        for (var version = from; version < database.Steps.Count; version++)
        {
            context.Database.ExecuteSqlRaw(database.Steps[version]);
            context.Schema.Add(new SchemaRow { Version = version + 1, MigratedAt = DateTime.UtcNow, MigratedBy = ToolVersion.Current });
        }

        context.SaveChanges();
    }

    private T Try<T>(Func<StoreContext, Attempt, T> work, bool writes)
    {
        var attempt = new Attempt();
        var (conflicts, losses) = (0, 0);
        while (true)
        {
            attempt.Commits = false;
            try
            {
                return Once(work, writes, attempt);
            }
            catch (Exception e) when (FailureOf(e) is { } failure)
            {
                // Nobody can tell whether a change was kept whose keeping was not confirmed.
                attempt.IsUncertain |= writes && attempt.Commits && (failure.Kind is FailureKind.Unreachable or FailureKind.Slow);
                var wait = failure.Kind switch
                {
                    FailureKind.Conflict when conflicts++ < MostConflicts => TimeSpan.FromMilliseconds(Random.Shared.Next(5, 50)),
                    FailureKind.Unreachable when losses < Waits.Length => Waits[losses++],
                    FailureKind.Slow when attempt.Commits && losses < Waits.Length => Waits[losses++],
                    _ => throw failure.At(database.Place, attempt.IsUncertain, e),
                };
                Thread.Sleep(wait);
            }
        }
    }

    private T Once<T>(Func<StoreContext, Attempt, T> work, bool writes, Attempt attempt)
    {
        var options = new DbContextOptionsBuilder<StoreContext>();
        database.Configure(options, writes);
        using var context = new StoreContext(options.Options);
        // It is a transaction's part already, which is given up whole.
        context.Database.AutoSavepointsEnabled = false;
        using var transaction = context.Database.BeginTransaction(database.LevelOf(writes));
        database.Begin(context);
        var result = work(context, attempt);
        attempt.Commits = true;
        transaction.Commit();
        return result;
    }

    private DatabaseFailure? FailureOf(Exception e) => e is PerfGateException ? null
        : e is DbUpdateConcurrencyException ? new DatabaseFailure(FailureKind.Conflict, "others stored it first")
        : database.FailureOf(e);
}
