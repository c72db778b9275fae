using System.Collections.Immutable;

namespace PerfGate.Results;

/// <summary>The launches of one benchmark and metric; at least one.</summary>
public sealed record Sample
{
    /// <summary>Checks and keeps the launches.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Sample(ImmutableArray<Launch> launches)
    {
        if (launches.IsDefaultOrEmpty)
        {
            throw new ArgumentException("a sample needs at least one launch", nameof(launches));
        }

        Launches = launches;
    }

    /// <summary>The launches, in the order they were measured.</summary>
    public ImmutableArray<Launch> Launches { get; }

    /// <inheritdoc/>
    public bool Equals(Sample? other) => other is not null && Launches.SequenceEqual(other.Launches);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Launches.Length, Launches[0]);
}
