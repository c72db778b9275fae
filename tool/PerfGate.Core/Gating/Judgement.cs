using PerfGate.Accepting;

namespace PerfGate.Gating;

/// <summary>A comparison with what is said of it.</summary>
public sealed record Judgement(Comparison Comparison, Verdict Verdict)
{
    /// <summary>The same against the anchor; null where there is none, or where it is the baseline itself.</summary>
    public AgainstAnchor? Anchor { get; init; }

    /// <summary>Whether many small steps add up: no regression against the baseline, but one against the anchor.</summary>
    public bool HasCrept => Verdict != Verdict.Regressed && Anchor?.Verdict == Verdict.Regressed;
}
