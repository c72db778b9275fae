namespace PerfGate.Statistics.ChangePoints;

/// <summary>Values as ranks.</summary>
internal static class Ranking
{
    /// <summary>The rank of each value, from 1; equal values share the middle of theirs.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(values.ToArray(), order);
        var ranks = new double[values.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && values[order[end]] == values[order[start]]; end++)
            {
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end + 1) / 2.0;
            }
        }

        return ranks;
    }
}
