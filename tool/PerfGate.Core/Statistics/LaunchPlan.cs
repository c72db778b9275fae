namespace PerfGate.Statistics;

/// <summary>How many launches a decision takes.</summary>
public static class LaunchPlan
{
    /// <summary>The least number of launches on each side with which the test can reach a level at all.</summary>
    public static int Least(double alpha)
    {
        var launches = 2;
        while (MannWhitney.LeastPValue(launches, launches) > alpha)
        {
            launches++;
        }

        return launches;
    }

    /// <summary>
    /// About how many launches on each side would make the interval as narrow as the minimum effect: its width on the
    /// log scale shrinks with the square root of their number. Null if the minimum effect is zero, which no number
    /// of launches would decide.
    /// </summary>
    public static int? ToDecide(RatioTest test, int launches, double minimumEffect, double alpha)
    {
        var halfWidth = Math.Log(test.Interval.Upper / test.Interval.Lower) / 2;
        if (minimumEffect <= 0)
        {
            return null;
        }

        if (!double.IsFinite(halfWidth))
        {
            return Least(alpha);
        }

        var scale = halfWidth / Math.Log(1 + minimumEffect);
        return Math.Max(Least(alpha), (int)Math.Ceiling(Math.Min(1e6, launches * scale * scale)));
    }
}
