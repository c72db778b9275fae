namespace PerfGate.Statistics.ChangePoints;

/// <summary>
/// Looks for one step in a sequence: at each place, are the values before and after it parted further than chance parts them? The ranks of the values decide, so neither outliers nor the
/// shape of the noise matter. The chance of each place is counted, and multiplied by the number of places (Bonferroni), so a false alarm is no more likely than said. Half of the error is spent on
/// the whole sequence, and half on parts of it, in which a step stands out that is undone later.
/// </summary>
/// <param name="PValue">How likely chance alone is to part an unchanged sequence as far, at any place; in [0, 1].</param>
/// <param name="Place">The index of the first value after the step.</param>
/// <remarks>The scan of rank sums is A. N. Pettitt's ("A Non-Parametric Approach to the Change-Point Problem", 1979), with each place's own distribution. The parts are
/// those of seeded binary segmentation (S. Kovács et al., Biometrika 2023): of each length, half of the one before, they overlap by half.</remarks>
public sealed record StepScan(double PValue, int Place)
{
    /// <summary>The fewest values on either side of a step: a single outlier, or two, are none.</summary>
    public const int LeastBeside = 3;

    // A shorter part cannot tell.
    private const int ShortestPart = 10;

    /// <summary>Scans a sequence.</summary>
    /// <param name="values">The values in order; finite.</param>
    /// <param name="alpha">At which level a step will be called one: places at which none can be are not counted. In (0, 1).</param>
    public static StepScan Of(ReadOnlySpan<double> values, double alpha)
    {
        var parts = Parts(values.Length);
        if (parts.Count == 0)
        {
            return OfPart(values, alpha);
        }

        var best = Within(OfPart(values, alpha / 2), 0, 2);
        foreach (var (start, length) in parts)
        {
            var found = Within(OfPart(values.Slice(start, length), alpha / (2 * parts.Count)), start, 2 * parts.Count);
            best = found.PValue < best.PValue ? found : best;
        }

        return best;
    }

    private static StepScan Within(StepScan found, int start, int shares) => new(Math.Min(1, shares * found.PValue), start + found.Place);

    private static List<(int Start, int Length)> Parts(int count)
    {
        var parts = new List<(int Start, int Length)>();
        for (var length = (count + 1) / 2; length >= ShortestPart; length = (length + 1) / 2)
        {
            for (var start = 0; start + length <= count; start += length / 2)
            {
                parts.Add((start, length));
            }
        }

        return parts;
    }

    private static StepScan OfPart(ReadOnlySpan<double> values, double alpha)
    {
        var beside = FewestBeside(values.Length, alpha);
        var places = values.Length - (2 * beside) + 1;
        if (places < 1)
        {
            return new StepScan(1, 0);
        }

        var ranks = Ranking.Of(values);
        var (sum, least, place) = (0.0, 1.0, 0);
        for (var before = 1; before <= values.Length - beside; before++)
        {
            sum += ranks[before - 1];
            if (before < beside)
            {
                continue;
            }

            var pairs = (double)before * (values.Length - before);
            var u = sum - (before * (before + 1) / 2.0);
            var p = RankSumTail.Of(Math.Min(before, values.Length - before), values.Length).PValue(Math.Max(u, pairs - u));
            if (p < least)
            {
                (least, place) = (p, before);
            }
        }

        return new StepScan(Math.Min(1, 2 * places * least), place);
    }

    // What cannot reach alpha anywhere costs nothing, whatever is measured (R. E. Tarone, 1990).
    private static int FewestBeside(int count, double alpha)
    {
        var beside = LeastBeside;
        while (2 * beside <= count && 2 * (count - (2 * beside) + 1) * RankSumTail.Of(beside, count).Least > alpha)
        {
            beside++;
        }

        return beside;
    }
}
