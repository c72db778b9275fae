using PerfGate.Statistics.Ranks;

namespace PerfGate.Statistics.Permutations;

/// <summary>Both sides of a comparison.</summary>
/// <param name="X">The side that may be larger: one positive number a launch, divided by 1 + minimum effect.</param>
/// <param name="Y">The other: one positive number a launch.</param>
/// <param name="Design">The rank tests of these sides, and which of them suits the noise.</param>
public sealed record Sides(double[] X, double[] Y, TestDesign Design);
