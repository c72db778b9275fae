using PerfGate.Statistics.Ranks;

namespace PerfGate.Statistics;

/// <summary>How many launches a decision takes.</summary>
public static class LaunchPlan
{
    /// <summary>The least number of launches on each side with which the test can reach a level at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No number of launches can reach it: the level is not positive.</exception>
    public static int Least(double alpha, TestDesign design)
    {
        if (!(alpha > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "a level is positive");
        }

        var launches = 2;
        while (design.For(launches, launches).LeastPValue > alpha)
        {
            launches++;
        }

        return launches;
    }

    /// <summary>
    /// About how many launches on each side would decide whether the ratio is above 1 + minimum effect, if its
    /// estimate is right: the interval has to end before that bound, and its width on the log scale shrinks with the
    /// square root of the number of launches. At most a million.
    /// </summary>
    public static int ToDecide(RatioTest test, int launches, double minimumEffect, double alpha, TestDesign design)
    {
        var halfWidth = Math.Log(test.Interval.Upper / test.Interval.Lower) / 2;
        if (!double.IsFinite(halfWidth))
        {
            return Least(alpha, design);
        }

        var distance = Math.Abs(Math.Log(test.Ratio) - Math.Log(1 + minimumEffect));
        var scale = halfWidth / Math.Max(distance, 1e-9);
        return Math.Max(Least(alpha, design), (int)Math.Ceiling(Math.Min(1e6, launches * scale * scale)));
    }
}
