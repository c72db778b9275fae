using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Statistics;

/// <summary>One side of a comparison of a metric that repeats exactly.</summary>
/// <param name="Value">What the true value may be: where it repeats, what the launches agree on; else the whole range that was seen.</param>
/// <param name="Seen">The whole range that was seen.</param>
/// <param name="Launches">How many launches there are.</param>
/// <param name="Apart">How many of them do not agree with the best one.</param>
/// <param name="Repeats">Whether launches enough agree.</param>
public sealed record ExactSide(Interval Value, Interval Seen, int Launches, int Apart, bool Repeats)
{
    // Of a metric that really varies, two launches of three agree on the better value by chance in a quarter to a half of all samples. So what
    // does not agree with the rest also makes a comparison need proof, see ExactMetrics.
    private const int OneApartOf = 3;

    /// <summary>How far the launches lie apart.</summary>
    public double Spread => Seen.Upper - Seen.Lower;

    /// <summary>
    /// Sums up a sample. What is counted too much makes a launch worse, never better: so the best launch is the nearest to the true value. If others
    /// agree with it, and no more than a third do not, it is the value.
    /// </summary>
    /// <param name="sample">One value for each launch (further iterations count like launches).</param>
    /// <param name="direction">Which way is better.</param>
    public static ExactSide Of(Sample sample, MetricDirection direction)
    {
        var all = sample.Launches
            .SelectMany(launch => launch.Iterations.Select(value => new Interval(value - launch.Resolution, value)))
            .ToList();
        var isLowerBetter = direction == MetricDirection.LowerIsBetter;
        var best = isLowerBetter ? all.Min(i => i.Upper) : all.Max(i => i.Lower);
        var with = all.Where(i => i.Lower <= best && best <= i.Upper).ToList();
        var apart = all.Count - with.Count;
        var seen = new Interval(all.Min(i => i.Lower), all.Max(i => i.Upper));
        var repeats = apart == 0 || (with.Count > 1 && apart <= all.Count / OneApartOf);
        return new ExactSide(
            repeats ? new Interval(with.Max(i => i.Lower), with.Min(i => i.Upper)) : seen, seen, all.Count, apart, repeats);
    }
}
