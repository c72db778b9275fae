using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>One elementwise operation of a <see cref="FusedBody"/>.</summary>
/// <param name="Op">What it computes.</param>
/// <param name="First">
/// Number of the value it reads: 0 up to the number of inputs are the inputs, those after them the results of the
/// instructions, in order. Only earlier results can be read.
/// </param>
/// <param name="Second">The other operand of an operation that takes two, else -1.</param>
/// <param name="ScalarIndex">Which of a run's scalars an operation with a scalar takes, else -1.</param>
internal readonly record struct FusedInstruction(Op Op, int First, int Second = -1, int ScalarIndex = -1);
