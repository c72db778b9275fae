using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>From the first to behind the last byte that a tensor's elements take, those between them included.</summary>
internal readonly record struct MemoryRange(nint Begin, nint End)
{
    /// <param name="tensor">In main memory; libtorch has no negative strides.</param>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="dtype">Its dtype.</param>
    public static MemoryRange Of(Tensor tensor, ReadOnlySpan<long> sizes, ScalarType dtype)
    {
        long last = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            last += (sizes[i] - 1) * Native.Stride(tensor, i);
        }

        nint begin = Native.Address(tensor);
        return sizes.Contains(0) ? new MemoryRange(begin, begin) : new MemoryRange(begin, begin + (nint)((last + 1) * DType.Size(dtype)));
    }

    public bool Overlaps(MemoryRange other) => Begin < other.End && other.Begin < End && Begin < End && other.Begin < other.End;
}
