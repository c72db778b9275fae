using PerfGate.Results;

namespace PerfGate.Fleets;

/// <summary>A model of machine that measured a suite.</summary>
/// <param name="Environment">Its key.</param>
/// <param name="Machine">It in words, as it was last told.</param>
/// <param name="Runs">How many sessions it measured; at least 1.</param>
/// <param name="LastSeen">When it measured last; null where nobody knows.</param>
/// <param name="HasBaseline">Whether a baseline of it is stored.</param>
public sealed record FleetModel(EnvironmentKey Environment, string Machine, int Runs, DateTimeOffset? LastSeen, bool HasBaseline);
