using PerfGate.Diagnostics;

namespace PerfGate.Tool.Databases;

/// <summary>An error of a database.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Text">What the database, or the way to it, said; without secrets.</param>
internal sealed record DatabaseFailure(FailureKind Kind, string Text)
{
    private const string Intact = "what was stored before is unchanged";

    /// <summary>The same as a failure of the tool.</summary>
    /// <param name="place">The store, without secrets.</param>
    /// <param name="isUncertain">Whether something may have been stored all the same.</param>
    /// <param name="inner">The exception.</param>
    public PerfGateException At(string place, bool isUncertain, Exception inner)
    {
        var (code, fact, remedy) = Kind switch
        {
            FailureKind.Unreachable => (DiagnosticCode.PG5003, $"the store '{place}' cannot be reached", $"Look at the server and the way to it, then run this again; {Intact}"),
            FailureKind.Slow => (DiagnosticCode.PG5003, $"the store '{place}' did not answer in time", $"Look at what the server is doing, then run this again, or give the connection a longer \"Command Timeout\"; {Intact}"),
            FailureKind.Locked or FailureKind.Conflict => (DiagnosticCode.PG5007, $"the store '{place}' is busy: others were writing to it all the time", $"Run this again once they have ended; {Intact}"),
            FailureKind.Unwritable => (DiagnosticCode.PG5001, $"'{place}' could not be written", $"Make room or choose a place that can be written; {Intact}"),
            FailureKind.Corrupt => (DiagnosticCode.PG3002, $"'{place}' is corrupt, or no database", "Restore it from a copy, or name another store"),
            FailureKind.NoTables => NoTables(place),
            _ => (DiagnosticCode.PG5006, $"the store '{place}' refused", "Connect as a role that may do this: docs/stores.md lists what readers and writers need"),
        };
        return new PerfGateException(
            Diagnostic.Error(code, fact, Text, isUncertain ? remedy.Replace(Intact, "whether it was stored cannot be told, so look first what is there", StringComparison.Ordinal) : remedy), inner);
    }

    /// <summary>PG5004: nobody has made the tables.</summary>
    public static PerfGateException WithoutTables(string place)
    {
        var (code, fact, remedy) = NoTables(place);
        return new PerfGateException(code, fact, "tables on a server are made on request only", remedy);
    }

    /// <summary>PG5004: the tables are to be brought to this version.</summary>
    public static PerfGateException WithOlderTables(string place, int version, int current) => new(
        DiagnosticCode.PG5004, $"the store '{place}' has tables of an older PerfGate", $"version {version}; this one needs {current}", "Run `dotnet perfgate store migrate` once, as the role that owns them");

    private static (DiagnosticCode Code, string Fact, string Remedy) NoTables(string place) =>
        (DiagnosticCode.PG5004, $"the store '{place}' has no tables of PerfGate", "Run `dotnet perfgate store migrate` once, as the role that is to own them");
}
