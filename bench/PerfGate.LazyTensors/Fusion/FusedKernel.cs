using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>A compiled <see cref="FusedBody"/>: computes all its outputs in one pass over memory.</summary>
internal sealed class FusedKernel
{
    /// <summary>The kernel of a body, compiled on first use and kept for the life of the process.</summary>
    /// <exception cref="ArgumentException">
    /// The body has no output, reads a value that is not computed before, or holds an operation that is not supported.
    /// </exception>
    public static FusedKernel For(FusedBody body) => throw new NotSupportedException(body.ToString());

    /// <summary>Whether a kernel can hold the operation: all of them in Float32, those without exponentials in Float64.</summary>
    public static bool Supports(FusedOp op, ScalarType type) => type switch
    {
        ScalarType.Float32 => true,
        ScalarType.Float64 => op is not (FusedOp.Gelu or FusedOp.Tanh or FusedOp.Exp or FusedOp.Silu),
        _ => false,
    };

    /// <summary>Computes <paramref name="rows"/> times <paramref name="columns"/> elements of each output, which are contiguous.</summary>
    /// <param name="inputs">Address of the first element of each input. Memory needs no alignment.</param>
    /// <param name="rowStrides">
    /// For each input, elements from the beginning of a row to that of the next: <paramref name="columns"/> for a matrix,
    /// 0 where each row reads the same; with <see cref="InputAccess.RowConstant"/> 1 for one value a row, 0 for a scalar.
    /// </param>
    /// <param name="outputs">
    /// Address of the first element of each output. It may be that of a contiguous input of the same size, which is
    /// overwritten then; otherwise outputs overlap nothing.
    /// </param>
    /// <param name="scalars">What <see cref="FusedInstruction.ScalarIndex"/> points into; rounded to the body's type.</param>
    /// <param name="rows">Not negative; nothing happens where it or <paramref name="columns"/> is 0.</param>
    /// <param name="columns">Not negative.</param>
    public void Run(
        ReadOnlySpan<nint> inputs,
        ReadOnlySpan<long> rowStrides,
        ReadOnlySpan<nint> outputs,
        ReadOnlySpan<double> scalars,
        long rows,
        long columns) => throw new NotSupportedException(ToString());
}
