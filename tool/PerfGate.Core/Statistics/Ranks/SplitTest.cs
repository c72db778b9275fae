namespace PerfGate.Statistics.Ranks;

/// <summary>
/// The gate's test by ranks alone: a part of its error goes to the lowest values, and the rest to all of them. The p-value is the better of the two,
/// each divided by its share (Bonferroni), so it keeps its level however the two depend on each other.
/// </summary>
/// <remarks>
/// The noise of a shared machine is a slow state that contaminates some launches: it says nothing about the code, and it
/// blurs a test on all ranks. How slow the slow state is, and how often it comes, hardly matters to the lowest values.
/// On a machine without a slow state all ranks see more (docs/how-the-gate-decides.md).
/// </remarks>
/// <param name="lowest">The test of the lowest values.</param>
/// <param name="all">The test of all values.</param>
/// <param name="shareOfAll">The share of the error that the second has, in [0, 1].</param>
public sealed class SplitTest(IRankTest lowest, IRankTest all, double shareOfAll) : IRankTest
{
    /// <inheritdoc/>
    public double LeastPValue => Better(lowest.LeastPValue, all.LeastPValue);

    /// <inheritdoc/>
    public double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Better(
        shareOfAll < 1 ? lowest.PValueGreater(x, y) : 1,
        shareOfAll > 0 ? all.PValueGreater(x, y) : 1);

    // A share of nothing divides to infinity.
    private double Better(double ofLowest, double ofAll) =>
        Math.Min(1, Math.Min(ofLowest / (1 - shareOfAll), ofAll / shareOfAll));
}
