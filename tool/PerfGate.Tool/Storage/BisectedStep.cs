using PerfGate.Bisecting;

namespace PerfGate.Tool.Storage;

/// <summary>What was found of a commit, measured in turn with another.</summary>
/// <param name="Verdict">Which side it is on.</param>
/// <param name="Ratio">How many times the other's cost its own is; 0 where it could not be measured.</param>
/// <param name="Launches">How many launches of each were made.</param>
/// <param name="Why">Why it could not be measured, or null.</param>
internal sealed record BisectedStep(StepVerdict Verdict, double Ratio, int Launches, string? Why = null)
{
    /// <summary>The value of an exact metric; null for a sampled one.</summary>
    public double? Value { get; init; }
}
