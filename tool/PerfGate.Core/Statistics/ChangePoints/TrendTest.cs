namespace PerfGate.Statistics.ChangePoints;

/// <summary>
/// Whether a sequence goes on in one direction: Spearman's rank correlation with its order. The normal distribution stands for the permutations'; its tail is the wider one.
/// </summary>
public static class TrendTest
{
    /// <summary>The fewest values that are tested.</summary>
    public const int Fewest = 10;

    /// <summary>How likely chance alone is to make an unchanged sequence go as steadily, up or down; in [0, 1].</summary>
    /// <param name="values">The values in order; finite.</param>
    public static double PValue(ReadOnlySpan<double> values)
    {
        if (values.Length < Fewest)
        {
            return 1;
        }

        var ranks = Ranking.Of(values);
        var (middle, products, squares, ofOrder) = ((values.Length + 1) / 2.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < ranks.Length; i++)
        {
            products += (ranks[i] - middle) * (i + 1 - middle);
            squares += (ranks[i] - middle) * (ranks[i] - middle);
            ofOrder += (i + 1 - middle) * (i + 1 - middle);
        }

        return squares == 0 ? 1 : Math.Min(1, 2 * Normal.UpperTail(Math.Abs(products) / Math.Sqrt(squares * ofOrder) * Math.Sqrt(values.Length - 1)));
    }
}
