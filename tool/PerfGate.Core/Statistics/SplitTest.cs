namespace PerfGate.Statistics;

/// <summary>
/// The gate's test: nine tenths of its error go to the lowest values, and one tenth to all of them. The p-value is the better of the two,
/// each divided by its share (Bonferroni), so it keeps its level however the two depend on each other.
/// </summary>
/// <remarks>
/// The noise of a shared machine is a slow state that contaminates some launches: it says nothing about the code, and it
/// blurs a test on all ranks. How slow the slow state is, and how often it comes, hardly matters to the lowest values.
/// On a machine without a slow state all ranks see more, and a tenth is enough for most of that; on recorded noise it costs nothing
/// (docs/how-the-gate-decides.md).
/// </remarks>
/// <param name="lowest">The test of the lowest values.</param>
/// <param name="all">The test of all values.</param>
public sealed class SplitTest(IRankTest lowest, IRankTest all) : IRankTest
{
    private const double ShareOfLowest = 0.9;

    /// <inheritdoc/>
    public double LeastPValue => Better(lowest.LeastPValue, all.LeastPValue);

    /// <inheritdoc/>
    public double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        Better(lowest.PValueGreater(x, y), all.PValueGreater(x, y));

    private static double Better(double ofLowest, double ofAll) =>
        Math.Min(1, Math.Min(ofLowest / ShareOfLowest, ofAll / (1 - ShareOfLowest)));
}
