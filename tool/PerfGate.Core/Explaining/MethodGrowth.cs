namespace PerfGate.Explaining;

/// <summary>A method in which an operation spends more time than before.</summary>
/// <param name="Method">Its whole name.</param>
/// <param name="Before">What it took of an operation, in nanoseconds: itself and what it calls outside of the repository's own source.</param>
/// <param name="After">What it takes now.</param>
/// <param name="Within">The method outside of the source, called from it, that most of the growth is in; null if that is the method itself.</param>
public sealed record MethodGrowth(string Method, double Before, double After, string? Within)
{
    /// <summary>Where it stands in the source; null if nobody knows.</summary>
    public SourceLine? Source { get; init; }
}
