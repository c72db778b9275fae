using System.Collections.Immutable;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Studies;

/// <summary>What a run measured of one arm of an operation, with one set of parameters.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Launches">The least iteration of each launch, in nanoseconds; at least one.</param>
/// <param name="Others">What was measured beside the time.</param>
public sealed record ArmSample(StudyArm Arm, ImmutableArray<double> Launches, ImmutableArray<Measured> Others)
{
    /// <summary>The median of the launches, in nanoseconds.</summary>
    public double Time => LaunchSummary.Median([.. Launches]);
}
