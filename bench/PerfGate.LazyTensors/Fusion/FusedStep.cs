using System.Reflection.Emit;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>What one turn of a loop takes.</summary>
/// <param name="Vectors">How many vectors, one behind the other.</param>
/// <param name="Count">How many elements there are of a single vector; null for all of each.</param>
internal readonly record struct FusedStep(int Vectors, LocalBuilder? Count = null);
