using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>What a bisection found.</summary>
/// <param name="Commits">The commit that made a benchmark worse; several where it is one of them and cannot be told.</param>
/// <param name="Good">What it was compared with.</param>
/// <param name="Ratio">How many times worse than the good commit the last of them is.</param>
/// <param name="Why">Of each commit that could not be measured or told, why.</param>
internal sealed record BisectFinding(IReadOnlyList<KnownCommit> Commits, string Good, double Ratio, IReadOnlyDictionary<string, string> Why);
