using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Bisecting;

/// <summary>
/// Tells whether a commit is on the good or on the bad side of a change. Both are measured in turn, and the same exact test that a check proves with
/// (<see cref="RatioTest"/>) is asked twice: whether the commit is worse than half of the change, and whether it is better than that.
/// </summary>
/// <param name="Verdict">Good, bad, or untold.</param>
/// <param name="Ratio">How many times the good commit's cost this one's is.</param>
public sealed record StepTest(StepVerdict Verdict, double Ratio)
{
    // A design is asked for by how many comparisons share the error of a build (TestDesign).
    private const double BuildLevel = 0.01;

    /// <summary>Tests a commit.</summary>
    /// <param name="step">The commit's launches, of a sampled metric.</param>
    /// <param name="good">The good commit's, measured in turn with them.</param>
    /// <param name="direction">Which way is better.</param>
    /// <param name="boundary">The ratio of the costs at which both sides meet; at least 1. Half of a change, on the log scale, is its square root.</param>
    /// <param name="alpha">The error that each question may make, in (0, 1). A commit lies on one side: only one of the questions can be answered wrongly.</param>
    /// <param name="looks">When it is looked at.</param>
    public static StepTest Of(Sample step, Sample good, MetricDirection direction, double boundary, double alpha, Looks looks)
    {
        double[] now = LaunchSummary.Minima(Costs.Of(step, direction)), before = LaunchSummary.Minima(Costs.Of(good, direction));
        var launches = Math.Min(now.Length, before.Length);
        var level = alpha * looks.ShareAt(launches);
        var test = RatioTest.Compare(now[..launches], [.. before[..launches].Select(value => value * boundary)], minimumEffect: 0, level, DesignFor(level));
        return new StepTest(test.PSlower <= level ? StepVerdict.Bad : test.PFaster <= level ? StepVerdict.Good : StepVerdict.Untold, test.Ratio * boundary);
    }

    /// <summary>The fewest launches of each commit with which one can be told, where looks before the last spend up to a half of the error.</summary>
    /// <param name="alpha">The error that each question may make, in (0, 1).</param>
    public static int LeastLaunches(double alpha) => LaunchPlan.Least(alpha / 2, DesignFor(alpha / 2));

    private static TestDesign DesignFor(double level) => new(Math.Max(1, (int)Math.Ceiling(BuildLevel / level)), IsPaired: true);

    /// <summary>Tells by an exact metric, of which one launch is enough: by which of the two sides its value is nearer to.</summary>
    /// <param name="step">The commit's value.</param>
    /// <param name="good">The good commit's value.</param>
    /// <param name="bad">The bad commit's value, another one.</param>
    public static StepTest OfExact(double step, double good, double bad) =>
        new(Math.Abs(step - good) < Math.Abs(step - bad) ? StepVerdict.Good : StepVerdict.Bad, RatioOf(step, good));

    /// <summary>How many times one exact value is another; infinite where only the other is zero.</summary>
    public static double RatioOf(double value, double other) => value == other ? 1 : other == 0 ? double.PositiveInfinity : value / other;
}
