namespace PerfGate.Statistics.ChangePoints;

/// <summary>
/// Finds the steps of a sequence, and where it creeps. A sequence is split at its clearest step, and both parts are searched again, each with its share of the error. Where one line explains
/// several steps in one direction better than they do, it is creep.
/// </summary>
public static class ChangeSearch
{
    /// <summary>The share of the error that is spent on creep; the rest is for steps.</summary>
    public const double ShareOfTrend = 0.2;

    /// <summary>How likely an unchanged sequence is to look as changed as this one, by a step or by creep; in [0, 1].</summary>
    /// <param name="values">The values in order; finite.</param>
    /// <param name="alpha">At which level a change will be called one.</param>
    public static double PValue(ReadOnlySpan<double> values, double alpha) => Math.Min(
        1, Math.Min(StepScan.Of(values, alpha * (1 - ShareOfTrend)).PValue / (1 - ShareOfTrend), TrendTest.PValue(values) / ShareOfTrend));

    /// <summary>Finds the changes of a sequence.</summary>
    /// <param name="values">The values in order, of which differences mean something: logarithms of times.</param>
    /// <param name="alpha">How likely anything may be found in an unchanged sequence, in (0, 1).</param>
    /// <returns>The changes in order.</returns>
    public static IReadOnlyList<SequenceChange> Find(double[] values, double alpha)
    {
        if (values.Length < 2 * StepScan.LeastBeside)
        {
            return [];
        }

        var steps = new List<(int Place, double PValue)>();
        Split(values, 0, values.Length, alpha, steps);
        steps.Sort();
        return Explain(values, steps, alpha);
    }

    private static void Split(double[] values, int start, int end, double alpha, List<(int Place, double PValue)> steps)
    {
        var part = values.AsSpan(start, end - start);
        // Parts beside each other share the error that their whole may have.
        var level = alpha * (1 - ShareOfTrend) * part.Length / values.Length;
        var scan = StepScan.Of(part, level);
        if (scan.PValue > level)
        {
            return;
        }

        var place = start + Sharpened(part, scan.Place);
        steps.Add((place, scan.PValue));
        Split(values, start, place, alpha, steps);
        Split(values, place, end, alpha, steps);
    }

    // Ranks say that there is a step; where it is, deviations from two levels say better.
    private static int Sharpened(ReadOnlySpan<double> part, int place)
    {
        var near = Math.Max(StepScan.LeastBeside, part.Length / 10);
        var (best, least) = (place, double.PositiveInfinity);
        for (var at = Math.Max(StepScan.LeastBeside, place - near); at <= Math.Min(part.Length - StepScan.LeastBeside, place + near); at++)
        {
            if (Fits.OfLevel(part[..at]) + Fits.OfLevel(part[at..]) is var deviations && deviations < least)
            {
                (best, least) = (at, deviations);
            }
        }

        return best;
    }

    // Runs of steps in one direction are tried as lines; what is left between steps is tested for creep too slow to be one.
    private static List<SequenceChange> Explain(double[] values, List<(int Place, double PValue)> steps, double alpha)
    {
        int[] bounds = [0, .. steps.Select(step => step.Place), values.Length];
        var levels = Enumerable.Range(0, bounds.Length - 1).Select(i => LaunchSummary.Median(values[bounds[i]..bounds[i + 1]])).ToArray();
        var shifts = steps.Select((_, i) => levels[i + 1] - levels[i]).ToArray();
        var found = new List<SequenceChange>();
        for (int first = 0, last; first <= steps.Count; first = last + 1)
        {
            for (last = first; last < steps.Count - 1 && Math.Sign(shifts[last + 1]) == Math.Sign(shifts[first]); last++)
            {
            }

            if (first == steps.Count)
            {
                break;
            }

            var run = new Range(bounds[first], bounds[last + 2]);
            if (Creep(values, run, steps.GetRange(first, last - first + 1)) is { } creep)
            {
                found.Add(creep);
                continue;
            }

            for (var i = first; i <= last; i++)
            {
                found.Add(new SequenceChange(steps[i].Place, steps[i].Place, levels[i], shifts[i], steps[i].PValue));
            }
        }

        found.AddRange(Enumerable.Range(0, bounds.Length - 1).Select(i => (Start: bounds[i], End: bounds[i + 1]))
            .Where(part => !found.Exists(change => change.IsCreep && change.Start <= part.Start && part.End <= change.End + 1))
            .Select(part => SlowCreep(values, part.Start, part.End, alpha)).OfType<SequenceChange>().ToList());
        return [.. found.OrderBy(change => change.Start)];
    }

    private static SequenceChange? Creep(double[] values, Range range, List<(int Place, double PValue)> steps)
    {
        var (start, length) = range.GetOffsetAndLength(values.Length);
        var part = values.AsSpan(start, length);
        var slope = Fits.Slope(part);
        int[] bounds = [0, .. steps.Select(step => step.Place - start), length];
        var ofSteps = 0.0;
        for (var i = 0; i < bounds.Length - 1; i++)
        {
            ofSteps += Fits.OfLevel(part[bounds[i]..bounds[i + 1]]);
        }

        return length >= TrendTest.Fewest && Fits.Criterion(Fits.OfLine(part, slope), length, 2) < Fits.Criterion(ofSteps, length, (2 * steps.Count) + 1)
            ? CreepOf(part, start, slope, steps.Min(step => step.PValue))
            : null;
    }

    private static SequenceChange? SlowCreep(double[] values, int start, int end, double alpha)
    {
        var part = values.AsSpan(start, end - start);
        var p = TrendTest.PValue(part);
        return p <= alpha * ShareOfTrend * part.Length / values.Length ? CreepOf(part, start, Fits.Slope(part), p) : null;
    }

    private static SequenceChange CreepOf(ReadOnlySpan<double> part, int start, double slope, double p)
    {
        var shift = slope * (part.Length - 1);
        return new SequenceChange(start, start + part.Length - 1, LaunchSummary.Median(part.ToArray()) - (shift / 2), shift, p);
    }
}
