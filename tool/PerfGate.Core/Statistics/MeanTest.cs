using PerfGate.Results;
using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;

namespace PerfGate.Statistics;

/// <summary>
/// What a test of the lowest launches is blind to: a change that lengthens only some of them, such as pauses, contention or a
/// rare slow path. It compares the launches' means, all of them, by Mann and Whitney's test.
/// </summary>
public static class MeanTest
{
    /// <summary>
    /// The least share that the means have to rise before it is called a change: wider than the minimum effect,
    /// as the means hold all the noise.
    /// </summary>
    public const double Margin = 0.25;

    /// <summary>Whether the launches' means rose by more than the margin.</summary>
    /// <param name="candidate">The candidate's launches, of positive values.</param>
    /// <param name="baseline">The baseline's launches, of positive values.</param>
    /// <param name="alpha">The one-sided level.</param>
    public static bool HasRisen(Sample candidate, Sample baseline, double alpha)
    {
        double[] ours = [.. candidate.Launches.Select(launch => launch.Iterations.Average())];
        double[] theirs = [.. baseline.Launches.Select(launch => launch.Iterations.Average() * (1 + Margin))];
        // The test takes far longer than this look, and most benchmarks of a build did not change.
        return LaunchSummary.Median(ours) > LaunchSummary.Median(theirs)
            && MannWhitneyTest.Instance.GetPValue(
                new Pragmastat.Sample(ours), new Pragmastat.Sample(theirs), AlternativeHypothesis.Greater, Threshold.Zero).Value <= alpha;
    }
}
