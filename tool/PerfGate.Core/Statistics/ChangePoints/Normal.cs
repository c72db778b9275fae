namespace PerfGate.Statistics.ChangePoints;

/// <summary>The normal distribution.</summary>
public static class Normal
{
    /// <summary>
    /// The probability of a value above z standard deviations; for z of at least 0. By the continued fraction of W. J. Lentz far out, and by a series near the middle
    /// (M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 1964, 26.2.11 and 26.2.14).
    /// </summary>
    public static double UpperTail(double z)
    {
        if (z < 0)
        {
            return 1 - UpperTail(-z);
        }

        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z < 2.5)
        {
            var (term, sum) = (z, z);
            for (var i = 3; term > 1e-17 * sum; i += 2)
            {
                term *= z * z / i;
                sum += term;
            }

            return 0.5 - (density * sum);
        }

        var fraction = z;
        for (var i = 60; i >= 1; i--)
        {
            fraction = z + (i / fraction);
        }

        return density / fraction;
    }
}
