using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <summary>
/// A tensor that is not computed yet: a node of an immutable graph, with its shape and dtype already known.
/// </summary>
/// <remarks>
/// Building a node checks shapes and dtypes and computes nothing. <see cref="Eval()"/> computes the node, keeps the
/// result, and gives the same tensor every time; <see cref="Dispose"/> gives the result up. A node that was never
/// evaluated holds no tensor of its own, so only what was evaluated needs disposing. A node that was evaluated has let go of its
/// operands, so that a loop which carries a state from step to step keeps no step but the last. All members may be used from several threads.
/// </remarks>
public sealed partial class LazyTensor : IDisposable
{
    /// <summary>Sizes in elements, never changed; nodes of equal shape share the array.</summary>
    internal readonly long[] Sizes;

    /// <summary>The number of a scalar operation or of a constant; eps of a normalization.</summary>
    internal readonly double Scalar;
    internal readonly Op Op;

    /// <summary>Dimensions of softmax, transpose, reductions and normalizations, as <see cref="Graph.Op"/> says.</summary>
    internal readonly sbyte FirstDimension;
    internal readonly sbyte SecondDimension;
    private readonly ScalarType _dtype;

    /// <summary>The operands; none any more when the node was evaluated. Read and forgotten by <see cref="Lowering"/> under its lock.</summary>
    internal LazyTensor? First;
    internal LazyTensor? Second;
    internal LazyTensor? Third;

    /// <summary>Where this stands in the list of whoever lists a graph just now: see <see cref="Lowering"/>.</summary>
    internal PlaceMark Mark;

    /// <summary>There for inputs, and for whatever was evaluated or is being evaluated.</summary>
    private Result? _result;

    private LazyTensor(
        Op op,
        long[] sizes,
        ScalarType dtype,
        LazyTensor? first = null,
        LazyTensor? second = null,
        LazyTensor? third = null,
        double scalar = 0,
        int firstDimension = 0,
        int secondDimension = 0)
    {
        Op = op;
        Sizes = sizes;
        _dtype = dtype;
        First = first;
        Second = second;
        Third = third;
        Scalar = scalar;
        FirstDimension = (sbyte)firstDimension;
        SecondDimension = (sbyte)secondDimension;
    }

    /// <summary>Sizes in elements, outermost dimension first; empty for a scalar.</summary>
    public ReadOnlySpan<long> shape => Sizes;

    /// <summary>Float32 or Float64; Bool for a mask, Int64 for places.</summary>
    public ScalarType dtype => _dtype;

    /// <summary>A leaf of the graph that stands for an existing tensor.</summary>
    /// <param name="tensor">
    /// Stays the caller's: it is never modified or disposed, and must be neither until what depends on it is evaluated. One that has
    /// another shape by then, another dtype, or records gradients, is refused by the evaluation. One that requires gradients is taken
    /// under <c>torch.no_grad()</c>: nothing is recorded for it then, wherever it is evaluated.
    /// </param>
    /// <exception cref="GraphException">
    /// It is not a dense tensor of Float32, Float64, Bool or Int64, of at most 64 dimensions in main memory, or it records gradients, which
    /// a graph does not.
    /// </exception>
    public static LazyTensor Input(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        long[] sizes = tensor.shape;
        string problem = !DType.IsSupported(tensor.dtype) ? $"of dtype {tensor.dtype}; a graph holds Float32 and Float64, Bool for masks and Int64 for places"
            : tensor.device_type != DeviceType.CPU ? $"on {tensor.device_type}; a graph computes on the CPU"
            : tensor.is_sparse ? "sparse; a graph holds dense tensors"
            : sizes.Length > Shape.MaxDimensions ? $"of more than {Shape.MaxDimensions} dimensions"
            : Native.RequiresGrad(tensor) && is_grad_enabled() ? "recorded for gradients; pass tensor.detach(), or take it under torch.no_grad()"
            : "";
        return problem.Length == 0
            ? new LazyTensor(Op.Input, sizes, tensor.dtype) { _result = Result.Borrow(tensor, Native.RequiresGrad(tensor)) }
            : throw GraphException.At("input", $"the tensor of shape {Shape.Text(sizes)} is {problem}");
    }

    /// <summary>A leaf in which every element has the same value.</summary>
    /// <param name="value">Any number, NaN and infinity included.</param>
    /// <param name="shape">Sizes in elements, not negative; empty for a scalar.</param>
    /// <param name="dtype">Float32 or Float64.</param>
    /// <exception cref="GraphException">
    /// A size is negative, there are more than 64 of them or more elements than 64 bits count, or the dtype is another.
    /// </exception>
    public static LazyTensor Constant(double value, ReadOnlySpan<long> shape, ScalarType dtype = ScalarType.Float32)
    {
        if (!DType.IsNumber(dtype) || shape.Length > Shape.MaxDimensions || shape.ContainsAnyInRange(long.MinValue, -1))
        {
            throw GraphException.At("constant", $"shape {Shape.Text(shape)} of {dtype} is not a shape of Float32 or Float64 with at most {Shape.MaxDimensions} dimensions");
        }

        return new LazyTensor(Op.Constant, Shape.Counted("constant", shape.ToArray()), dtype, scalar: value);
    }

    /// <summary>A leaf that has no tensor: a compiled graph is given one in each run.</summary>
    internal static LazyTensor Slot(long[] sizes, ScalarType dtype) => new(Op.Input, sizes, dtype);

    /// <summary>The operation, shape and dtype, for messages and the debugger.</summary>
    public override string ToString() => $"{Op}{Shape.Text(Sizes)} {dtype}";
}
