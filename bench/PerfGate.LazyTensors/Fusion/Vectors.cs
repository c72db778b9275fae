using System.Reflection.Emit;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>A value in the code of a kernel: a local for each vector that one step of the loop takes.</summary>
/// <param name="locals">A single one where the value is the same for all vectors.</param>
internal readonly struct Vectors(params LocalBuilder[] locals)
{
    public int Count => locals.Length;

    public LocalBuilder this[int vector] => locals.Length == 1 ? locals[0] : locals[vector];
}
