using System.Data;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PerfGate.Tool.Databases;

/// <summary>A database of a PostgreSQL server. Its tables are made on request only.</summary>
/// <param name="connection">How to connect.</param>
internal sealed class PostgresDatabase(PostgresConnection connection) : IDatabase
{
    // Any number that nobody else takes: one is enough for all databases, as a lock is one database's.
    private const long TableLock = 0x5065_7266_4761_7465;

    private static readonly string[] StepsOfTables =
    [
        """
        CREATE TABLE perfgate_schema (version integer PRIMARY KEY, migrated_at timestamptz NOT NULL, migrated_by text NOT NULL);
        CREATE TABLE perfgate_baseline (environment text PRIMARY KEY, version bigint NOT NULL, document text NOT NULL, stored_at timestamptz NOT NULL, stored_by text NOT NULL);
        CREATE TABLE perfgate_calibration (environment text PRIMARY KEY, version bigint NOT NULL, document text NOT NULL, stored_at timestamptz NOT NULL, stored_by text NOT NULL);
        CREATE TABLE perfgate_run (
          key text PRIMARY KEY, suite text NOT NULL, environment text NOT NULL, commit_hash text, is_dirty boolean NOT NULL, measured_at timestamptz,
          document text NOT NULL, stored_at timestamptz NOT NULL, stored_by text NOT NULL);
        CREATE INDEX perfgate_run_by_time ON perfgate_run (suite, environment, measured_at);
        CREATE INDEX perfgate_run_by_commit ON perfgate_run (commit_hash);
        """,
        """
        ALTER TABLE perfgate_run ADD COLUMN run_id text;
        CREATE INDEX perfgate_run_by_run ON perfgate_run (run_id);
        """,
        """
        CREATE TABLE perfgate_history (key text PRIMARY KEY, measured_at timestamptz NOT NULL, line text NOT NULL, stored_at timestamptz NOT NULL, stored_by text NOT NULL);
        """,
    ];

    /// <inheritdoc/>
    public string Place => connection.Place;

    /// <inheritdoc/>
    public IReadOnlyList<string> Paths => [];

    /// <inheritdoc/>
    public bool IsThere => true;

    /// <inheritdoc/>
    public bool MakesTables => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Steps => StepsOfTables;

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder<StoreContext> options, bool writes) => options.UseNpgsql(connection.Text);

    /// <inheritdoc/>
    // A reader sees one state of all tables; a writer what others have stored by now.
    public IsolationLevel LevelOf(bool writes) => writes ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead;

    /// <inheritdoc/>
    public void Begin(StoreContext context)
    {
        if (connection.LockTimeout is { } limit)
        {
            // So the server says that it is a lock, before the connection only knows that nothing came.
            context.Database.ExecuteSqlRaw(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(int)limit.TotalMilliseconds}"));
        }
    }

    /// <inheritdoc/>
    public bool HasTables(StoreContext context) =>
        context.Database.SqlQuery<bool>($"SELECT to_regclass({StoreContext.SchemaTable}) IS NOT NULL AS \"Value\"").Single();

    /// <inheritdoc/>
    public void LockTables(StoreContext context) => context.Database.ExecuteSql($"SELECT pg_advisory_xact_lock({TableLock})");

    /// <inheritdoc/>
    public DatabaseFailure? FailureOf(Exception exception) =>
        Causes.Of<PostgresException>(exception) is { } said ? new DatabaseFailure(KindOf(said.SqlState), $"{said.SqlState}: {said.MessageText.ReplaceLineEndings(" ")}")
        : Causes.Of<NpgsqlException>(exception) is { } e ? new DatabaseFailure(KindOf(e), Text(e))
        : Causes.Of<SocketException>(exception) is { } socket ? new DatabaseFailure(FailureKind.Unreachable, socket.Message.ReplaceLineEndings(" "))
        : Causes.Of<TimeoutException>(exception) is { } late ? new DatabaseFailure(FailureKind.Slow, late.Message.ReplaceLineEndings(" "))
        : null;

    // The server's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static FailureKind KindOf(string code) => code switch
    {
        // Too many connections; shutting down, crashed, starting; a session or transaction that was idle for too long.
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or "57P05" or "25P03" => FailureKind.Unreachable,
        PostgresErrorCodes.QueryCanceled => FailureKind.Slow,
        PostgresErrorCodes.LockNotAvailable => FailureKind.Locked,
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => FailureKind.Conflict,
        PostgresErrorCodes.DiskFull => FailureKind.Unwritable,
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => FailureKind.NoTables,
        _ => code.StartsWith("08", StringComparison.Ordinal) ? FailureKind.Unreachable : FailureKind.Refused,
    };

    private static FailureKind KindOf(NpgsqlException e) =>
        Causes.Of<TimeoutException>(e) is not null ? FailureKind.Slow
        : Causes.Of<AuthenticationException>(e) is not null ? FailureKind.Refused
        : Causes.Of<IOException>(e) is not null || Causes.Of<SocketException>(e) is not null ? FailureKind.Unreachable
        // Such as a password that the server asks for and nobody gave.
        : FailureKind.Refused;

    private static string Text(Exception e)
    {
        var cause = e.InnerException?.Message;
        return (cause is null || e.Message.Contains(cause, StringComparison.Ordinal) ? e.Message : $"{e.Message}: {cause}").ReplaceLineEndings(" ");
    }
}
