using System.Globalization;

namespace PerfGate.Statistics;

/// <summary>What about a sample should make its reader careful, as data: nothing here changes a verdict.</summary>
public static class SampleWarnings
{
    private const double ManyLaunches = 0.2;
    private const int FewestForState = 5;
    private const int FewestForDrift = 8;

    // The one-sided level of a drift is 1 in 2 000: a large suite must not be full of them.
    private const double DriftZ = 3.29;

    /// <summary>The doubts about launch summaries in the order they were measured.</summary>
    /// <param name="launches">Positive values, at least one.</param>
    public static IEnumerable<string> About(IReadOnlyList<double> launches)
    {
        var slow = FastState.Of(launches).SlowLaunches;
        if (launches.Count >= FewestForState && slow >= 2 && slow >= ManyLaunches * launches.Count)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{slow} of {launches.Count} launches were in a slow state");
        }

        var z = Trend(launches);
        if (launches.Count >= FewestForDrift && Math.Abs(z) > DriftZ)
        {
            yield return $"launches became {(z > 0 ? "slower" : "faster")} one after the other";
        }
    }

    /// <summary>
    /// The standardised Mann-Kendall statistic of a trend (H. B. Mann, "Nonparametric Tests Against Trend", 1945), positive
    /// where values rise.
    /// </summary>
    private static double Trend(IReadOnlyList<double> values)
    {
        double n = values.Count;
        var s = 0;
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++)
            {
                s += Math.Sign(values[j] - values[i]);
            }
        }

        var deviation = Math.Sqrt(n * (n - 1) * ((2 * n) + 5) / 18);
        return deviation == 0 ? 0 : (s - Math.Sign(s)) / deviation;
    }
}
