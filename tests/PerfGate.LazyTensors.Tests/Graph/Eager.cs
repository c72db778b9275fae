using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

internal static class Eager
{
    /// <summary>True if both give the same shape and dtype for an input of these sizes, or both refuse it.</summary>
    public static bool Agrees(long[] sizes, Func<LazyTensor, LazyTensor> lazily, Func<Tensor, Tensor> eagerly)
    {
        using Tensor input = zeros(sizes);
        LazyTensor? lazy = BuiltOrNull(() => lazily(LazyTensor.Input(input)));
        try
        {
            using Tensor eager = eagerly(input);

            // Beside a size of 0, expanding makes negative sizes, which no other operation takes.
            return eager.shape.Any(size => size < 0)
                ? lazy is null
                : lazy is not null && lazy.dtype == eager.dtype && lazy.shape.SequenceEqual(eager.shape);
        }
        catch (ExternalException)
        {
            return lazy is null;
        }
    }

    public static LazyTensor? BuiltOrNull(Func<LazyTensor> build)
    {
        try
        {
            return build();
        }
        catch (GraphException)
        {
            return null;
        }
    }
}
