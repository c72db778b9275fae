using System.Numerics;

namespace PerfGate.Statistics.Ranks;

/// <summary>Sums of many numbers at once.</summary>
internal static class VectorSums
{
    /// <summary>Adds each value times a factor to the sum at its place.</summary>
    /// <param name="values">The values.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="sums">At least as many sums.</param>
    public static void AddTimes(ReadOnlySpan<double> values, double factor, Span<double> sums)
    {
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(sums[i..]) + (new Vector<double>(values[i..]) * factor)).CopyTo(sums[i..]);
        }

        for (; i < values.Length; i++)
        {
            sums[i] += values[i] * factor;
        }
    }

    /// <summary>Multiplies each value by a factor.</summary>
    public static void Scale(Span<double> values, double factor)
    {
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(values[i..]) * factor).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }
}
