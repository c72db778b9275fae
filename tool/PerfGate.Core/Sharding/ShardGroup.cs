using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Sharding;

/// <summary>What the shards of one model of machine measured of one suite.</summary>
/// <param name="Run">All that they measured.</param>
/// <param name="Units">What they were to measure.</param>
/// <param name="Shards">Their numbers.</param>
public sealed record ShardGroup(SuiteRun Run, IReadOnlyList<ShardUnit> Units, IReadOnlyList<int> Shards);
