using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Databases;

/// <summary>A file of SQLite. Who writes first makes it, with its tables.</summary>
/// <param name="path">The whole path.</param>
internal sealed class SqliteDatabase(string path) : IDatabase
{
    // SQLite's own codes: https://www.sqlite.org/rescode.html
    private const int Error = 1;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Broken = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NoDatabase = 26;

    private static readonly string[] StepsOfTables =
    [
        """
        CREATE TABLE perfgate_schema (version INTEGER PRIMARY KEY, migrated_at TEXT NOT NULL, migrated_by TEXT NOT NULL) STRICT;
        CREATE TABLE perfgate_baseline (environment TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, stored_at TEXT NOT NULL, stored_by TEXT NOT NULL) STRICT;
        CREATE TABLE perfgate_calibration (environment TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL, stored_at TEXT NOT NULL, stored_by TEXT NOT NULL) STRICT;
        CREATE TABLE perfgate_run (
          key TEXT PRIMARY KEY, suite TEXT NOT NULL, environment TEXT NOT NULL, commit_hash TEXT, is_dirty INTEGER NOT NULL, measured_at TEXT,
          document TEXT NOT NULL, stored_at TEXT NOT NULL, stored_by TEXT NOT NULL) STRICT;
        CREATE INDEX perfgate_run_by_time ON perfgate_run (suite, environment, measured_at);
        CREATE INDEX perfgate_run_by_commit ON perfgate_run (commit_hash);
        """,
        """
        ALTER TABLE perfgate_run ADD COLUMN run_id TEXT;
        CREATE INDEX perfgate_run_by_run ON perfgate_run (run_id);
        """,
        """
        CREATE TABLE perfgate_history (key TEXT PRIMARY KEY, measured_at TEXT NOT NULL, line TEXT NOT NULL, stored_at TEXT NOT NULL, stored_by TEXT NOT NULL) STRICT;
        """,
    ];

    /// <inheritdoc/>
    public string Place { get; } = $"sqlite:{path}";

    /// <inheritdoc/>
    // Beside it SQLite keeps what it needs to take back a change that was cut off.
    public IReadOnlyList<string> Paths { get; } = [path, $"{path}-journal"];

    /// <inheritdoc/>
    public bool IsThere => File.Exists(path);

    /// <inheritdoc/>
    public bool MakesTables => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Steps => StepsOfTables;

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder<StoreContext> options, bool writes)
    {
        if (writes)
        {
            KeptLinks.RefuseOut(path, DiagnosticCode.PG5001);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        options.UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            // Who only reads makes no file, but has to be able to take back what somebody was killed at.
            Mode = writes ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
    }

    /// <inheritdoc/>
    // A writer has the file for itself from the start; a reader takes no lock before it reads.
    public IsolationLevel LevelOf(bool writes) => writes ? IsolationLevel.Serializable : IsolationLevel.ReadUncommitted;

    /// <inheritdoc/>
    public void Begin(StoreContext context)
    {
    }

    /// <inheritdoc/>
    public bool HasTables(StoreContext context) =>
        context.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = {StoreContext.SchemaTable}").Single() > 0;

    /// <inheritdoc/>
    public void LockTables(StoreContext context)
    {
    }

    /// <inheritdoc/>
    public DatabaseFailure? FailureOf(Exception exception) => Causes.Of<SqliteException>(exception) is { } e
        ? new DatabaseFailure(KindOf(e), e.Message.ReplaceLineEndings(" "))
        : exception is IOException or UnauthorizedAccessException ? new DatabaseFailure(FailureKind.Unwritable, DiskErrors.Text(exception))
        : null;

    private static FailureKind KindOf(SqliteException e) => e.SqliteErrorCode switch
    {
        Busy or Locked => FailureKind.Locked,
        ReadOnly or InputOutput or Full or CannotOpen or Permission => FailureKind.Unwritable,
        Broken or NoDatabase => FailureKind.Corrupt,
        Constraint => FailureKind.Conflict,
        Error when e.Message.Contains("no such", StringComparison.Ordinal) => FailureKind.NoTables,
        _ => FailureKind.Refused,
    };
}
