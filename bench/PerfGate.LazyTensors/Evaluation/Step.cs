namespace PerfGate.LazyTensors.Evaluation;

/// <summary>One value of a plan: a tensor that is already there, or one kernel to run on earlier steps' values.</summary>
/// <param name="Node">What is computed.</param>
/// <param name="First">Step of the first operand, -1 for none.</param>
/// <param name="Second">Step of the second operand.</param>
/// <param name="Third">Step of the third operand.</param>
internal readonly record struct Step(LazyTensor Node, int First, int Second, int Third);
