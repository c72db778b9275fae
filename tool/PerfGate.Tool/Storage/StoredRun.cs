using System.Security.Cryptography;
using System.Text;
using PerfGate.Baselines;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>A run that was saved. Its text is what `run` writes to a file; the rest is what it is found by.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Environment">The key of the environment it was measured in.</param>
/// <param name="Commit">The whole hash of the commit; null where there was none.</param>
/// <param name="IsDirty">Whether something was changed that is not committed.</param>
/// <param name="MeasuredAt">When it was measured, in UTC; null where nobody knows.</param>
/// <param name="RunId">The run that it is a shard of; null where it is none.</param>
/// <param name="Text">The document.</param>
internal sealed record StoredRun(string Suite, string Environment, string? Commit, bool IsDirty, DateTime? MeasuredAt, string? RunId, string Text)
{
    /// <summary>What tells runs apart: the digest of the text. The same run is stored once, however often it is saved.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>A run as it is stored.</summary>
    /// <exception cref="Diagnostics.PerfGateException">PG2008: it holds a value that cannot be.</exception>
    public static StoredRun Of(SuiteRun run) => new(
        run.Suite, run.Environment.Key.Value, run.Provenance.Commit?.Hash, run.Provenance.Commit?.IsDirty ?? false, run.Provenance.MeasuredAt?.UtcDateTime, run.Provenance.Shard?.Run,
        MeasurementsWriter.Write(new Baseline([run])));
}
