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
    /// <exception cref="ArgumentException">No value, a value that is not finite, or a negative resolution.</exception>
    public Launch(ImmutableArray<double> iterations, double resolution = 0)
    {
        if (iterations.IsDefaultOrEmpty || iterations.Any(value => !double.IsFinite(value)))
        {
            throw new ArgumentException("a launch needs at least one value, all of them finite", nameof(iterations));
        }

        if (!double.IsFinite(resolution) || resolution < 0)
        {
            throw new ArgumentException("a resolution is finite and not negative", nameof(resolution));
        }

        Iterations = iterations;
        Resolution = resolution;
    }

    /// <summary>The raw values, in the metric's base unit.</summary>
    public ImmutableArray<double> Iterations { get; }

    /// <summary>By how much the instrument may have counted too much.</summary>
    public double Resolution { get; }

    /// <inheritdoc/>
    public bool Equals(Launch? other) =>
        other is not null && Resolution.Equals(other.Resolution) && Iterations.SequenceEqual(other.Iterations);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Iterations.Length, Iterations[0], Resolution);
}
