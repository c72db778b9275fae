namespace PerfGate.Gating;

/// <summary>A comparison with what is said of it.</summary>
public sealed record Judgement(Comparison Comparison, Verdict Verdict);
