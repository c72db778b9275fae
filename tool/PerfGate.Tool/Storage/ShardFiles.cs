using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>The files of the shards of a run: each shard writes its own into a folder, which somebody collects.</summary>
internal static class ShardFiles
{
    /// <summary>Where they are where nobody names a folder.</summary>
    public const string UsualFolder = "perfgate-shards";

    /// <summary>The file of a shard.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shard">Which shard.</param>
    public static string PathOf(string folder, Shard shard) => Path.Combine(folder, $"perfgate-run-{shard.Run}-shard-{shard.Number}-of-{shard.Split.Parts.Length}.json");

    /// <summary>The sessions of a run, in a folder or in folders below it. Shards of other runs are passed over, and so is what is no run of PerfGate.</summary>
    /// <exception cref="PerfGateException">PG1007: there is no such folder. PG2009: it cannot be read, or one of its runs cannot.</exception>
    public static IReadOnlyList<SuiteRun> Read(string folder, string id)
    {
        if (!Directory.Exists(folder))
        {
            throw new PerfGateException(DiagnosticCode.PG1007, $"'{folder}' does not exist", null, "Let --input name the folder of what `run --shard` wrote");
        }

        try
        {
            return [.. Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(ReadFile).Where(run => run.Provenance.Shard?.Run == id)];
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(Diagnostic.Error(DiagnosticCode.PG2009, $"'{folder}' cannot be read", DiskErrors.Text(e)), e);
        }
    }

    private static IReadOnlyList<SuiteRun> ReadFile(string path)
    {
        var bytes = InputFile.ReadMeasured(path);
        // Of another file nothing is missed: what it should hold is missing then.
        return MeasurementsReader.Recognises(bytes) ? RunStore.ReadShard(() => MeasurementsReader.Read(path, bytes)).Sessions : [];
    }
}
