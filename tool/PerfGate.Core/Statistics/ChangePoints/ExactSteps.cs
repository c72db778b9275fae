namespace PerfGate.Statistics.ChangePoints;

/// <summary>
/// Finds the steps of values that repeat exactly, as counters do. A value that was not seen before, and is seen twice, is a step; one that comes and goes is none. No test is needed, and none
/// is made.
/// </summary>
public static class ExactSteps
{
    /// <summary>The share of values that have to repeat the one before, for a sequence to be searched this way.</summary>
    public const double LeastRepeating = 0.75;

    /// <summary>Whether a sequence repeats often enough.</summary>
    /// <param name="values">The values in order; at least one.</param>
    /// <param name="tolerance">Values that differ by no more than this share are one.</param>
    public static bool Repeats(IReadOnlyList<double> values, double tolerance)
    {
        var repeated = 0;
        for (var i = 1; i < values.Count; i++)
        {
            repeated += IsSame(values[i], values[i - 1], tolerance) ? 1 : 0;
        }

        return repeated >= LeastRepeating * (values.Count - 1);
    }

    /// <summary>The index of the first value after each step.</summary>
    /// <param name="values">The values in order; at least one.</param>
    /// <param name="tolerance">Values that differ by no more than this share are one.</param>
    public static IReadOnlyList<int> Find(IReadOnlyList<double> values, double tolerance)
    {
        var steps = new List<int>();
        var seen = new List<double> { values[0] };
        for (var i = 1; i < values.Count; i++)
        {
            if (IsSeen(values[i]))
            {
                continue;
            }

            if (i + 1 < values.Count && !IsSeen(values[i + 1]))
            {
                steps.Add(i);
                seen = [values[i]];
            }
            else
            {
                seen.Add(values[i]);
            }
        }

        return steps;

        bool IsSeen(double value) => seen.Exists(known => IsSame(known, value, tolerance));
    }

    private static bool IsSame(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance * Math.Min(Math.Abs(a), Math.Abs(b));
}
