namespace PerfGate.Model;

/// <summary>What is dealt to shards: a method with all its parameters and jobs, as a suite lists methods and not cases.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Method">The method's full name as the suite lists it; <see cref="Whole"/> for all of a suite that lists nothing.</param>
public sealed record ShardUnit(string Suite, string Method) : IComparable<ShardUnit>
{
    /// <summary>All of a suite.</summary>
    public const string Whole = "*";

    /// <summary>What a benchmark's method is compared by.</summary>
    internal string Plain { get; } = MethodNames.Plain(Method);

    /// <summary>Whether a benchmark of the same suite is part of it.</summary>
    public bool Holds(BenchmarkId id) => Method == Whole || Plain == MethodNames.Plain(id.MethodName);

    /// <inheritdoc/>
    public int CompareTo(ShardUnit? other) =>
        string.CompareOrdinal(Suite, other?.Suite) is not 0 and var bySuite ? bySuite : string.CompareOrdinal(Method, other?.Method);

    /// <inheritdoc/>
    public override string ToString() => Method == Whole ? $"suite {Suite}" : Method;
}
