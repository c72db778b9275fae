namespace PerfGate.Statistics.Permutations;

/// <summary>How many arrangements of each comparison are looked at: all where they are few, else some that are drawn. However few, they are exact; more see more.</summary>
/// <param name="Listed">How many to list at most.</param>
/// <param name="Drawn">How many to draw if there are more.</param>
internal readonly record struct ArrangementCount(int Listed, int Drawn)
{
    // Eight launches a side have 12 870. Of a large build fewer do, as all of its pairs are in one order.
    private const int MostListed = 13_000;
    private const int MostOfLarge = 3_000;
    private const int Large = 100;

    // So many times as many as a comparison has to be the first of, were the level of the build the usual one.
    private const int Times = 4;
    private const double UsualLevel = 0.01;
    private const int Least = 5_000;
    private const int LeastOfPart = 8_000;
    private const int Most = 40_000;
    private const int MostOfBuild = 280_000;

    // What could have been shown is asked of a dozen slowdowns, and need not be known so well.
    private const int TimesForShift = 10;
    private const int LeastForShift = 1_000;

    /// <summary>The count for a build.</summary>
    /// <param name="tested">How many comparisons are tested together.</param>
    /// <param name="comparisons">How many share the build's error; these and others.</param>
    /// <param name="share">The share of the error that may be spent, in (0, 1].</param>
    public static ArrangementCount For(int tested, int comparisons, double share)
    {
        if (tested >= Large)
        {
            return new ArrangementCount(MostOfLarge, MostOfLarge);
        }

        var least = share < 1 ? LeastOfPart : Least;
        var most = Math.Max(least, Math.Min(Most, MostOfBuild / tested));
        return new ArrangementCount(MostListed, (int)Math.Clamp(Times * comparisons / (tested * share * UsualLevel), least, most));
    }

    /// <summary>How many to draw for the slowdown that could have been shown at a level of the build.</summary>
    public int DrawnForShift(double alpha) => (int)Math.Clamp(TimesForShift / alpha, LeastForShift, Drawn);
}
