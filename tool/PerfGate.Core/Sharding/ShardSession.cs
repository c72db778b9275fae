using PerfGate.Baselines;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Sharding;

/// <summary>What a shard measured of one suite.</summary>
internal sealed record ShardSession(SuiteRun Run)
{
    /// <summary>Which shard.</summary>
    public Shard Shard { get; } = Run.Provenance.Shard!;

    /// <summary>What it was to measure of the suite.</summary>
    public IReadOnlyList<ShardUnit> Units { get; } = [.. Run.Provenance.Shard!.Units.Where(unit => unit.Suite == Run.Suite)];

    /// <summary>The session as it is stored: of copies it is the same.</summary>
    public string Text { get; } = MeasurementsWriter.Write(new Baseline([Run]));
}
