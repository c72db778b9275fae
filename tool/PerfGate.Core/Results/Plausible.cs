namespace PerfGate.Results;

/// <summary>
/// Which numbers can have been measured. Ratios, squares and sums of such numbers stay finite; a billion seconds, in nanoseconds, is the largest of them.
/// </summary>
public static class Plausible
{
    /// <summary>No measured value is larger, in its metric's base unit.</summary>
    public const double Largest = 1e18;

    /// <summary>No measured value but zero is nearer to zero.</summary>
    public const double Least = 1e-18;

    /// <summary>Whether a number is finite, and zero or of a size between <see cref="Least"/> and <see cref="Largest"/>.</summary>
    public static bool Is(double value) => value == 0 || Math.Abs(value) is >= Least and <= Largest;

    /// <summary>The same of numbers above zero.</summary>
    public static bool IsPositive(double value) => value > 0 && Is(value);
}
