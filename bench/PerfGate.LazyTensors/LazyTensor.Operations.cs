using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <content>The operations, named and behaving as TorchSharp's own.</content>
public sealed partial class LazyTensor
{
    /// <summary>Elementwise sum; shapes broadcast.</summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public LazyTensor add(LazyTensor other) => Elementwise(Op.Add, "add", other);

    /// <summary>Adds a number to every element.</summary>
    public LazyTensor add(double scalar) => WithScalar(Op.AddScalar, scalar);

    /// <summary>Elementwise difference; shapes broadcast.</summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public LazyTensor sub(LazyTensor other) => Elementwise(Op.Sub, "sub", other);

    /// <summary>Subtracts a number from every element.</summary>
    public LazyTensor sub(double scalar) => WithScalar(Op.AddScalar, -scalar);

    /// <summary>Elementwise product; shapes broadcast.</summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public LazyTensor mul(LazyTensor other) => Elementwise(Op.Mul, "mul", other);

    /// <summary>Multiplies every element by a number.</summary>
    public LazyTensor mul(double scalar) => WithScalar(Op.MulScalar, scalar);

    /// <summary>max(x, 0), elementwise; NaN stays NaN.</summary>
    public LazyTensor relu() => Unary(Op.Relu);

    /// <summary>x·Φ(x), elementwise, with the exact Φ.</summary>
    public LazyTensor gelu() => Unary(Op.Gelu);

    /// <summary>Hyperbolic tangent, elementwise.</summary>
    public LazyTensor tanh() => Unary(Op.Tanh);

    /// <summary>Exponential, elementwise.</summary>
    public LazyTensor exp() => Unary(Op.Exp);

    /// <summary>exp(x) divided by its sum along a dimension.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor softmax(long dim) =>
        new(Op.Softmax, Sizes, dtype, this, firstDimension: Shape.Dimension("softmax", Sizes, dim));

    /// <summary>Exchanges two dimensions; the result is a view and launches no kernel.</summary>
    /// <param name="dim0">A dimension; negative counts from the end.</param>
    /// <param name="dim1">The dimension to exchange it with.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor transpose(long dim0, long dim1)
    {
        int first = Shape.Dimension("transpose", Sizes, dim0);
        int second = Shape.Dimension("transpose", Sizes, dim1);
        return new LazyTensor(Op.Transpose, Shape.Transpose(Sizes, first, second), dtype, this, firstDimension: first, secondDimension: second);
    }

    /// <summary>Matrix product of the last two dimensions; the ones before are a batch and broadcast.</summary>
    /// <param name="other">[…, k, n] for this […, m, k], of the same dtype.</param>
    /// <exception cref="GraphException">The shapes do not fit, or the dtypes differ.</exception>
    public LazyTensor matmul(LazyTensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Product("matmul", other);
    }

    /// <summary>x·weightᵀ + bias.</summary>
    /// <param name="weight">[out, in] for this […, in].</param>
    /// <param name="bias">[out], or none.</param>
    /// <exception cref="GraphException">The shapes do not fit, or the dtypes differ.</exception>
    public LazyTensor linear(LazyTensor weight, LazyTensor? bias = null)
    {
        ArgumentNullException.ThrowIfNull(weight);
        long[] sizes = Shape.Linear(Sizes, weight.Sizes, bias?.Sizes);
        DType.Same("linear", this, weight);
        if (bias is not null)
        {
            DType.Same("linear", weight, bias);
        }

        return new LazyTensor(Op.Linear, sizes, dtype, this, weight, bias);
    }

    /// <summary>The forward pass of a low-rank adapter: x·a·b·(alpha/rank).</summary>
    /// <param name="x">[…, in].</param>
    /// <param name="a">[in, rank].</param>
    /// <param name="b">[rank, out].</param>
    /// <param name="rank">The adapter's rank, at least 1; both matrices must have it.</param>
    /// <param name="alpha">The adapter's scale.</param>
    /// <exception cref="GraphException">The shapes do not fit each other or the rank, or the dtypes differ.</exception>
    public static LazyTensor LoraForward(LazyTensor x, LazyTensor a, LazyTensor b, int rank, double alpha)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (rank < 1 || a.Sizes.Length != 2 || b.Sizes.Length != 2 || a.Sizes[1] != rank || b.Sizes[0] != rank)
        {
            throw GraphException.At("lora", $"shapes {Shape.Text(a.Sizes)} and {Shape.Text(b.Sizes)} are not [in, {rank}] and [{rank}, out]");
        }

        return x.Product("lora", a).Product("lora", b).mul(alpha / rank);
    }

    private LazyTensor Product(string operation, LazyTensor other)
    {
        long[] sizes = Shape.MatMul(operation, Sizes, other.Sizes);
        return new LazyTensor(Op.MatMul, sizes, DType.Same(operation, this, other), this, other);
    }

    private LazyTensor Elementwise(Op op, string operation, LazyTensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new LazyTensor(op, Shape.Broadcast(operation, Sizes, other.Sizes), DType.Promote(this, other), this, other);
    }

    private LazyTensor WithScalar(Op op, double scalar) => new(op, Sizes, dtype, this, scalar: scalar);

    private LazyTensor Unary(Op op) => new(op, Sizes, dtype, this);
}
