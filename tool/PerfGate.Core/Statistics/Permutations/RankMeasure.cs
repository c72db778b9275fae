using PerfGate.Statistics.Ranks;

namespace PerfGate.Statistics.Permutations;

/// <summary>The rank tests by which a comparison's arrangements are rare.</summary>
/// <param name="Lowest">The test of the lowest launches.</param>
/// <param name="All">The test of all launches.</param>
/// <param name="ShareOfAll">How much the second counts, in [0, 1]; the first has the rest. See <see cref="NoiseShape"/>.</param>
internal sealed record RankMeasure(IndependentRankTest Lowest, IndependentRankTest All, double ShareOfAll);
