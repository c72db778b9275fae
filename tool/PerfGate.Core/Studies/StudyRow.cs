using System.Collections.Immutable;

namespace PerfGate.Studies;

/// <summary>The arms of an operation with one set of parameters.</summary>
/// <param name="Parameters">The parameters and the job, as BenchmarkDotNet shows them; empty if there are none.</param>
/// <param name="Arms">What was measured, in the order of the study's arms.</param>
/// <param name="Comparisons">The pairs of the study that were both measured.</param>
public sealed record StudyRow(string Parameters, ImmutableArray<ArmSample> Arms, ImmutableArray<StudyComparison> Comparisons)
{
    /// <summary>What was measured of an arm, or null.</summary>
    public ArmSample? Find(StudyArm arm) => Arms.FirstOrDefault(sample => sample.Arm == arm);

    /// <summary>The comparison of two arms, or null.</summary>
    public StudyComparison? Find(StudyPair pair) => Comparisons.FirstOrDefault(comparison => comparison.Pair == pair);
}
