using PerfGate.Statistics.Ranks;


namespace PerfGate.Studies;

/// <summary>Two arms of one operation compared.</summary>
/// <param name="Pair">Which arms.</param>
/// <param name="Speedup">The time of the other arm divided by that of the arm: above 1, the arm is faster.</param>
/// <param name="Verdict">What that says.</param>
public sealed record StudyComparison(StudyPair Pair, PairedRatio Speedup, StudyVerdict Verdict);
