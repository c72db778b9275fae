using PerfGate.Baselines;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>The runs that were saved.</summary>
/// <param name="documents">Where they are kept.</param>
internal sealed class RunStore(IDocuments documents)
{
    /// <summary>Keeps a run; one that is there already stays.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="Diagnostics.PerfGateException">PG2008: it holds a value that cannot be. PG5001 and PG5003 to PG5007: it could not be written.</exception>
    public string Save(SuiteRun run) => documents.Add(StoredRun.Of(run));

    /// <summary>The saved runs, the oldest first; read as they are asked for.</summary>
    /// <exception cref="Diagnostics.PerfGateException">PG3002, PG3003, PG3022: one of them cannot be read. PG5003 to PG5007: the store cannot.</exception>
    public IEnumerable<SuiteRun> LoadAll() => documents.Runs().SelectMany(document => BaselineStore.Read(document, Seals.Unsigned).Sessions);
}
