namespace PerfGate.Explaining;

/// <summary>A type of which an operation allocates more at a place than before.</summary>
/// <param name="Type">The type's whole name.</param>
/// <param name="Method">The method of the repository's own source that allocates it, or calls what does.</param>
/// <param name="Within">The method outside of the source that allocates it; null if the source itself does.</param>
/// <param name="Before">What it allocated there in an operation, in bytes.</param>
/// <param name="After">What it allocates there now.</param>
public sealed record AllocationGrowth(string Type, string Method, string? Within, double Before, double After);
