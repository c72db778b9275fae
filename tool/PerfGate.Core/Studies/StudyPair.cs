namespace PerfGate.Studies;

/// <summary>Two arms that are compared.</summary>
/// <param name="Arm">The one whose speed-up is asked.</param>
/// <param name="Against">The other, whose time is divided by the arm's.</param>
public sealed record StudyPair(StudyArm Arm, StudyArm Against);
