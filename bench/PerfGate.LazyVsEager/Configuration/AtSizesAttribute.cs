namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Restricts a benchmark to some of its class's sizes.</summary>
/// <param name="sizes">The values of the parameter N at which it is measured.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AtSizesAttribute(params int[] sizes) : Attribute
{
    /// <summary>The values of the parameter N at which the benchmark is measured.</summary>
    public IReadOnlyList<int> Sizes { get; } = sizes;
}
