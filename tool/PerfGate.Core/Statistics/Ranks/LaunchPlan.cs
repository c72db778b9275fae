namespace PerfGate.Statistics.Ranks;

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
}
