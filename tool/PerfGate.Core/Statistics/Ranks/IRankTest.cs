namespace PerfGate.Statistics.Ranks;

/// <summary>An exact one-sided test of "x is larger than y" that sees nothing of the values but their order.</summary>
public interface IRankTest
{
    /// <summary>The least p-value that samples of these sizes can give.</summary>
    double LeastPValue { get; }

    /// <summary>The probability, if both are the same, that y is as low as seen, or lower. Ties speak against it.</summary>
    /// <param name="x">The sample that may be larger.</param>
    /// <param name="y">The other.</param>
    double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y);
}
