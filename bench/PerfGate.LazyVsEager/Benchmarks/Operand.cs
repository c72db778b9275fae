using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>An input, as each kind of arm takes it.</summary>
/// <param name="Eager">The tensor.</param>
/// <param name="Lazy">The same tensor as a leaf of graphs.</param>
public sealed record Operand(Tensor Eager, LazyTensor Lazy);
