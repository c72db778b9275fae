using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Statistics;

/// <summary>How two samples of a metric that repeats exactly lie to each other.</summary>
public enum ExactOrder
{
    /// <summary>They may be the same value.</summary>
    Same,

    /// <summary>Every value of the candidate that is possible is higher, by more than the tolerance.</summary>
    Higher,

    /// <summary>Every value of the candidate that is possible is lower, by more than the tolerance.</summary>
    Lower,

    /// <summary>The values vary between launches and overlap: they do not repeat exactly.</summary>
    Unclear,
}

/// <summary>
/// Compares metrics that repeat exactly. Each launch says that the true value lies within [value - resolution, value].
/// Where the launches of a side agree on a common interval, that is the value. A launch may also count what is not the benchmark's own, such as
/// what the runtime allocates once; so where most launches agree and the rest are worse, what repeats is the value (see <see cref="ExactSide"/>).
/// Where they do not, the metric varies, and the side is the whole range it was seen in.
/// </summary>
/// <param name="Order">How the sides lie to each other.</param>
/// <param name="Baseline">The baseline's side.</param>
/// <param name="Candidate">The candidate's side.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record ExactComparison(ExactOrder Order, ExactSide Baseline, ExactSide Candidate, MetricDirection Direction)
{
    /// <summary>Whether the launches of a side do not all agree.</summary>
    public bool Varies => Baseline.Apart > 0 || Candidate.Apart > 0;

    /// <summary>
    /// Whether all launches of the one side lie beyond all of the other, by more than the launches of either differ: then a few launches show it, as
    /// long as in each side the better value was seen again.
    /// </summary>
    public bool IsFarApart => Baseline.Repeats && Candidate.Repeats
        && Math.Max(Candidate.Seen.Lower - Baseline.Seen.Upper, Baseline.Seen.Lower - Candidate.Seen.Upper) > Math.Max(Baseline.Spread, Candidate.Spread);

    /// <summary>Compares two samples.</summary>
    /// <param name="candidate">One value for each launch (further iterations count like launches).</param>
    /// <param name="baseline">The same.</param>
    /// <param name="tolerance">By how much the value may rise, as a share of the baseline's; 0 for not at all.</param>
    /// <param name="direction">Which way is better.</param>
    public static ExactComparison Compare(
        Sample candidate, Sample baseline, double tolerance, MetricDirection direction = MetricDirection.LowerIsBetter)
    {
        var (theirs, ours) = (ExactSide.Of(baseline, direction), ExactSide.Of(candidate, direction));
        var order = ours.Value.Lower > Risen(theirs.Value.Upper, tolerance) ? ExactOrder.Higher
            : ours.Value.Upper < theirs.Value.Lower / (1 + tolerance) ? ExactOrder.Lower
            : (!theirs.Repeats || !ours.Repeats) && ours.Value.Upper > Risen(theirs.Value.Lower, tolerance) ? ExactOrder.Unclear
            : ExactOrder.Same;
        return new ExactComparison(order, theirs, ours, direction);
    }

    /// <summary>
    /// The probability that launches of one and the same code lie apart like this (R. A. Fisher's exact test): that of all launches, the best are
    /// all of one side. In (0, 1].
    /// </summary>
    /// <param name="isPaired">Whether only the two launches of a round can be swapped.</param>
    public double ChanceOfApart(bool isPaired)
    {
        var (better, worse) = (Order == ExactOrder.Higher) == (Direction == MetricDirection.LowerIsBetter) ? (Baseline, Candidate) : (Candidate, Baseline);
        // Of a side that does not repeat, every launch was compared.
        return ChanceOfApart(better.Launches, worse.Launches, better.Repeats ? better.Apart : 0, isPaired);
    }

    /// <summary>The probability that all but a few launches of the better side are better than all of the other.</summary>
    /// <param name="better">How many launches the better side has; at least 1.</param>
    /// <param name="worse">How many the other has; at least 1. As many if they are paired.</param>
    /// <param name="apart">How many of the better side are not better.</param>
    /// <param name="isPaired">Whether only the two launches of a round can be swapped.</param>
    public static double ChanceOfApart(int better, int worse, int apart, bool isPaired) => isPaired
        ? Math.Pow(0.5, better - apart)
        : Enumerable.Range(apart + 1, better - apart).Aggregate(1.0, (chance, i) => chance * i / (worse + i));

    // 100 * 1.15 is less than 115 in binary.
    private static double Risen(double value, double tolerance) => tolerance == 0 ? value : value * (1 + tolerance) * (1 + 1e-12);
}
