namespace PerfGate.Tool.Storage;

/// <summary>The kinds of stores.</summary>
internal enum StoreKind
{
    /// <summary>A folder of files.</summary>
    Files,

    /// <summary>A file of SQLite.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database.</summary>
    Postgres,
}
