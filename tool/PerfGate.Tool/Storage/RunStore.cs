using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>The runs that were saved.</summary>
/// <param name="documents">Where they are kept.</param>
internal sealed class RunStore(IDocuments documents)
{
    /// <summary>Keeps a run; one that is there already stays.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="PerfGateException">PG2008: it holds a value that cannot be. PG5001 and PG5003 to PG5007: it could not be written.</exception>
    public string Save(SuiteRun run) => documents.Add(StoredRun.Of(run));

    /// <summary>The saved runs, the oldest first; read as they are asked for.</summary>
    /// <exception cref="PerfGateException">PG3002, PG3003, PG3022: one of them cannot be read. PG5003 to PG5007: the store cannot.</exception>
    public IEnumerable<SuiteRun> LoadAll() => documents.Runs().SelectMany(document => BaselineStore.Read(document, Seals.Unsigned).Sessions);

    /// <summary>The sessions that shards of a run saved. What does not name the run is not read.</summary>
    /// <exception cref="PerfGateException">PG2009: one of them cannot be read. PG5003 to PG5007: the store cannot.</exception>
    public IReadOnlyList<SuiteRun> LoadShards(string id) =>
        [.. documents.Runs(id).SelectMany(document => ReadShard(() => BaselineStore.Read(document, Seals.Unsigned)).Sessions).Where(run => run.Provenance.Shard?.Run == id)];

    /// <summary>Reads a shard: what is not readable is no baseline that is unusable, but something that was not measured.</summary>
    /// <exception cref="PerfGateException">PG2009 in place of PG3002, PG3003 and PG3022.</exception>
    public static Baseline ReadShard(Func<Baseline> read)
    {
        try
        {
            return read();
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3002 or DiagnosticCode.PG3003 or DiagnosticCode.PG3022)
        {
            throw new PerfGateException(e.Diagnostic with { Code = DiagnosticCode.PG2009, Remedy = "Measure that shard anew, or remove the file if it is none of this run" }, e);
        }
    }
}
