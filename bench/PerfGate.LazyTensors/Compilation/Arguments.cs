using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Refuses what a run cannot take.</summary>
internal static class Arguments
{
    /// <exception cref="GraphException">It is another number.</exception>
    public static void RequireCount(string what, int given, int expected)
    {
        if (given != expected)
        {
            throw GraphException.At("run", $"the graph takes {expected} {what}, and {given} are given");
        }
    }

    /// <param name="tensor">What is given.</param>
    /// <param name="what">What it is given as.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="sizes">The shape it must have.</param>
    /// <param name="dtype">The dtype it must have.</param>
    /// <param name="isWritten">Whether it is written to, one element after the other.</param>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    /// <exception cref="GraphException">It is of another shape or dtype, not in main memory, or recorded for gradients, or does not lie in order.</exception>
    public static void Require(Tensor tensor, string what, int index, long[] sizes, ScalarType dtype, bool isWritten)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ObjectDisposedException.ThrowIf(tensor.IsInvalid, tensor);
        if (!Native.IsDenseOnCpu(tensor))
        {
            throw GraphException.At("run", $"{what} {index} is sparse, or on {tensor.device_type}; a graph computes with dense tensors on the CPU");
        }

        if (!Native.Has(tensor, sizes, dtype))
        {
            throw GraphException.At("run", $"{what} {index} is {Shape.Text(tensor.shape)} {tensor.dtype}, and the graph was compiled for {Shape.Text(sizes)} {dtype}");
        }

        if (Native.RequiresGrad(tensor) && is_grad_enabled())
        {
            throw GraphException.At("run", $"{what} {index} is recorded for gradients; pass tensor.detach(), or run under torch.no_grad()");
        }

        if (isWritten && (!Native.IsContiguous(tensor) || Native.IsNegated(tensor)))
        {
            throw GraphException.At("run", $"{what} {index} is written to, and its elements do not lie one after the other; give a contiguous tensor");
        }
    }
}
