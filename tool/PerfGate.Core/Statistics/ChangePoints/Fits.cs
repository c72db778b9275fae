namespace PerfGate.Statistics.ChangePoints;

/// <summary>How well levels and lines fit values: by absolute deviations, which outliers do not rule.</summary>
internal static class Fits
{
    /// <summary>The sum of absolute deviations from the median.</summary>
    public static double OfLevel(ReadOnlySpan<double> values)
    {
        var median = LaunchSummary.Median(values.ToArray());
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Abs(value - median);
        }

        return sum;
    }

    /// <summary>The slope from one value to the next: the median of the slopes between each value of the first half and its partner in the second (H. Theil's incomplete method, 1950).</summary>
    public static double Slope(ReadOnlySpan<double> values)
    {
        var (half, apart) = (values.Length / 2, (values.Length + 1) / 2);
        var slopes = new double[half];
        for (var i = 0; i < half; i++)
        {
            slopes[i] = (values[i + apart] - values[i]) / apart;
        }

        return LaunchSummary.Median(slopes);
    }

    /// <summary>The sum of absolute deviations from a line of that slope.</summary>
    public static double OfLine(ReadOnlySpan<double> values, double slope)
    {
        var rest = new double[values.Length];
        for (var i = 0; i < rest.Length; i++)
        {
            rest[i] = values[i] - (slope * i);
        }

        return OfLevel(rest);
    }

    /// <summary>Schwarz's criterion for deviations that follow Laplace's distribution: the lower, the better a model explains values.</summary>
    /// <param name="deviations">The sum of absolute deviations.</param>
    /// <param name="count">How many values.</param>
    /// <param name="parameters">How many numbers the model has.</param>
    public static double Criterion(double deviations, int count, int parameters) =>
        (2 * count * Math.Log(Math.Max(deviations / count, 1e-12))) + (parameters * Math.Log(count));
}
