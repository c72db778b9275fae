namespace PerfGate.Tool.Databases;

/// <summary>What a database's error means here.</summary>
internal enum FailureKind
{
    /// <summary>It is not there, broke off, is starting or stopping, or has no connection left: it may be there in a moment.</summary>
    Unreachable,

    /// <summary>It did not answer within the time that the connection gives it.</summary>
    Slow,

    /// <summary>Others hold a lock on it for longer than is waited.</summary>
    Locked,

    /// <summary>Somebody else was first: to be done anew with what they stored.</summary>
    Conflict,

    /// <summary>It does not permit this, or cannot do it.</summary>
    Refused,

    /// <summary>It does not take what is written: the disk is full, or the file may not be written.</summary>
    Unwritable,

    /// <summary>It is no database, or a broken one.</summary>
    Corrupt,

    /// <summary>PerfGate's tables are not there.</summary>
    NoTables,
}
