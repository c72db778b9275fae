using System.Data;
using Microsoft.EntityFrameworkCore;

namespace PerfGate.Tool.Databases;

/// <summary>In what SQLite and PostgreSQL differ.</summary>
internal interface IDatabase
{
    /// <summary>Where it is, for people; without secrets.</summary>
    string Place { get; }

    /// <summary>The whole paths of its files; none where it is a server's.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>Whether there can be anything to read.</summary>
    bool IsThere { get; }

    /// <summary>Whether the first one who writes makes the tables; else somebody has to ask for them.</summary>
    bool MakesTables { get; }

    /// <summary>The SQL that makes each version of the tables out of the one before, the first one out of nothing.</summary>
    IReadOnlyList<string> Steps { get; }

    /// <summary>Says how to connect.</summary>
    /// <param name="options">What is told.</param>
    /// <param name="writes">Whether something is to be written.</param>
    void Configure(DbContextOptionsBuilder<StoreContext> options, bool writes);

    /// <summary>How a transaction is kept apart from others.</summary>
    IsolationLevel LevelOf(bool writes);

    /// <summary>Begins a transaction's work.</summary>
    void Begin(StoreContext context);

    /// <summary>Whether PerfGate's tables are there.</summary>
    bool HasTables(StoreContext context);

    /// <summary>Waits until nobody else makes tables, until the end of the transaction.</summary>
    void LockTables(StoreContext context);

    /// <summary>What an exception means; null where it is none of the database's.</summary>
    DatabaseFailure? FailureOf(Exception exception);
}
