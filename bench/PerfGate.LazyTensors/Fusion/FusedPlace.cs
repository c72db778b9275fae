using System.Reflection.Emit;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Where a vector is read and written.</summary>
/// <param name="Offset">Bytes after the current place in the row.</param>
/// <param name="Count">How many of its elements are there; null for all.</param>
internal readonly record struct FusedPlace(int Offset, LocalBuilder? Count = null);
