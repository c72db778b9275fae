namespace PerfGate.Statistics;

/// <summary>
/// The test for one to six launches, of which ranks and arrangements say next to nothing. It asks one thing: does every iteration of the candidate take longer
/// than any launch of the baseline did, by a factor beyond what launches of unchanged code were ever seen to differ by?
/// </summary>
/// <remarks>
/// The factor is no theorem but evidence. Its constants are the least round ones with which launches of unchanged code, recorded on calm and busy days and
/// simulated in seven shapes, stay within an error of 1 % for a build of 1 to 1 000 benchmarks: docs/coarse-test.md.
/// </remarks>
public static class CoarseTest
{
    /// <summary>Up to so many launches on the smaller side the test is meant; of more, ranks and arrangements tell more.</summary>
    public const int MostLaunches = 6;

    /// <summary>What six launches may still differ by: the same code, laid out otherwise by another build, is up to twice as slow.</summary>
    private const double OfCode = 2;

    /// <summary>What a single launch adds to that, because something else had the machine all the while; of several launches, all of them, so it falls quickly.</summary>
    private const double OfLaunch = 3.3;

    /// <summary>By which power of their number it falls: two launches in a row were seen 3.5 times slow, three 2.8 times, six 1.4 times.</summary>
    private const double Fall = 2.5;

    /// <summary>By which power of the number of benchmarks the factor rises for a single launch: recorded launches have a tail like x^-3.</summary>
    private const double Tail = 0.32;

    /// <summary>The error of a build that the constants were chosen for.</summary>
    private const double Alpha = 0.01;

    /// <summary>Whether samples of these sizes are judged so.</summary>
    public static bool Suits(int candidate, int baseline) => Math.Min(candidate, baseline) is >= 1 and <= MostLaunches;

    /// <summary>The factor that unchanged code does not exceed, but in a share of at most <paramref name="alpha"/> of builds; at least 2.</summary>
    /// <param name="launches">The launches of the smaller side; at least 1.</param>
    /// <param name="benchmarks">How many benchmarks of the build are judged; at least 1.</param>
    /// <param name="alpha">The error of the build, in (0, 1).</param>
    public static double Factor(int launches, int benchmarks, double alpha) =>
        (OfCode + (OfLaunch / Math.Pow(launches, Fall))) * Math.Pow(Math.Max(1, benchmarks * Alpha / alpha), Tail / launches);

    /// <summary>How far the candidate lies above the baseline: its least iteration, divided by the largest median of a launch of the baseline. Positive.</summary>
    /// <param name="candidate">The iterations of each launch; positive, at least one of each.</param>
    /// <param name="baseline">The same.</param>
    public static double Separation(IEnumerable<IReadOnlyList<double>> candidate, IEnumerable<IReadOnlyList<double>> baseline) =>
        candidate.Min(launch => launch.Min()) / baseline.Max(launch => LaunchSummary.Median([.. launch]));
}
