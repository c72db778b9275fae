using System.Collections.Immutable;

namespace PerfGate.Results;

/// <summary>
/// One visit to a benchmark by one process: the raw values of its iterations, in the order they were measured.
/// The iterations of one launch are not independent of each other; launches are the unit of every test.
/// </summary>
public sealed record Launch
{
    /// <summary>Checks and keeps the values of one launch.</summary>
    /// <param name="iterations">Values in the metric's base unit; finite, at least one.</param>
    /// <param name="resolution">
    /// By how much the instrument may have counted too much, in the metric's base unit: a true value lies within
    /// [value - resolution, value]. Zero for an instrument that counts exactly, and for time.
    /// </param>
    /// <param name="overhead">
    /// What the harness's own loop took and was subtracted from each value, in the metric's base unit; 0 where it was not measured, or where
    /// the metric has none.
    /// </param>
    /// <exception cref="ArgumentException">No value, a value that is not finite, a negative resolution or overhead.</exception>
    public Launch(ImmutableArray<double> iterations, double resolution = 0, double overhead = 0)
    {
        if (iterations.IsDefaultOrEmpty || iterations.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("a launch needs at least one value, all of them finite", nameof(iterations));
        }

        if (!double.IsFinite(resolution) || resolution < 0)
        {
            throw new ArgumentException("a resolution is finite and not negative", nameof(resolution));
        }

        if (!double.IsFinite(overhead) || overhead < 0)
        {
            throw new ArgumentException("an overhead is finite and not negative", nameof(overhead));
        }

        Iterations = iterations;
        Resolution = resolution;
        Overhead = overhead;
    }

    /// <summary>The raw values, in the metric's base unit.</summary>
    public ImmutableArray<double> Iterations { get; }

    /// <summary>By how much the instrument may have counted too much.</summary>
    public double Resolution { get; }

    /// <summary>What the harness's own loop took, and was subtracted from each value.</summary>
    public double Overhead { get; }

    /// <inheritdoc/>
    public bool Equals(Launch? other) =>
        other is not null && Resolution.Equals(other.Resolution) && Overhead.Equals(other.Overhead) && Iterations.SequenceEqual(other.Iterations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Iterations.Length, Iterations[0], Resolution);
}
