using System.Collections.Immutable;

namespace PerfGate.Explaining;

/// <summary>What one start of one side showed of one benchmark while it was measured.</summary>
/// <param name="TimePerOperation">The time of an operation in this start, in nanoseconds, by its fastest iteration.</param>
/// <param name="BytesPerOperation">What an operation allocates, in bytes; null where it was not counted.</param>
/// <param name="Stacks">Where the processor was, sample by sample, equal stacks together; may be empty.</param>
/// <param name="Allocations">What was allocated where; may be empty.</param>
/// <param name="PausedShare">The share of the time for which garbage collections stopped the program, in [0, 1].</param>
public sealed record Profile(
    double TimePerOperation, double? BytesPerOperation, ImmutableArray<StackCount> Stacks, ImmutableArray<AllocationCount> Allocations, double PausedShare)
{
    /// <summary>How many samples of the processor there are.</summary>
    public int Samples => Stacks.Sum(stack => stack.Count);

    /// <summary>How many samples of allocation there are.</summary>
    public int AllocationSamples => Allocations.Sum(allocation => allocation.Count);
}
