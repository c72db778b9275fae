namespace PerfGate.Studies;

/// <summary>A comparison with where it was made.</summary>
/// <param name="Group">The class of benchmarks.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Row">The parameters.</param>
/// <param name="Comparison">The comparison.</param>
public sealed record StudyFinding(StudyGroup Group, StudyOperation Operation, StudyRow Row, StudyComparison Comparison);
