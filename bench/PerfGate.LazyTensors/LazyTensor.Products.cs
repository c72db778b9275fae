using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <content>Matrix products, named and behaving as TorchSharp's own.</content>
public sealed partial class LazyTensor
{
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
        DType.RequireNumbers("linear", this);
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
        Shape.RequireAdapter(a.Sizes, b.Sizes, rank);
        return x.Product("lora", a).Product("lora", b).mul(alpha / rank);
    }

    /// <summary>A linear layer with a low-rank adapter beside it: x·w + (alpha/rank)·(x·a)·b.</summary>
    /// <param name="x">[…, in].</param>
    /// <param name="w">[in, out], not transposed.</param>
    /// <param name="a">[in, rank].</param>
    /// <param name="b">[rank, out].</param>
    /// <param name="rank">The adapter's rank, at least 1; both matrices must have it.</param>
    /// <param name="alpha">The adapter's scale.</param>
    /// <exception cref="GraphException">The shapes do not fit each other or the rank, or the dtypes differ.</exception>
    public static LazyTensor LoraLinear(LazyTensor x, LazyTensor w, LazyTensor a, LazyTensor b, int rank, double alpha)
    {
        ArgumentNullException.ThrowIfNull(w);
        LazyTensor adapter = LoraForward(x, a, b, rank, alpha);
        Shape.RequireBase(w.Sizes, a.Sizes, b.Sizes);
        return x.Product("lora", w).add(adapter);
    }

    /// <summary>softmax(query·keyᵀ/√d + mask)·value: what each query finds among the values.</summary>
    /// <param name="query">[…, queries, d].</param>
    /// <param name="key">[…, keys, d]; the batch broadcasts.</param>
    /// <param name="value">[…, keys, dv].</param>
    /// <param name="attn_mask">None, or what broadcasts to [queries, keys]: of Bool, true where a query may look, or numbers to be added.</param>
    /// <returns>[…, queries, dv]; NaN for a query that may look nowhere.</returns>
    /// <exception cref="GraphException">The shapes do not fit, or the dtypes differ.</exception>
    public static LazyTensor scaled_dot_product_attention(LazyTensor query, LazyTensor key, LazyTensor value, LazyTensor? attn_mask = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        const string Name = "scaled_dot_product_attention";
        if (query.Sizes.Length < 2 || key.Sizes.Length < 2)
        {
            throw GraphException.At(Name, $"shapes {Shape.Text(query.Sizes)} and {Shape.Text(key.Sizes)} are not [..., queries, d] and [..., keys, d]");
        }

        double scale = 1 / Math.Sqrt(query.Sizes[^1]);
        LazyTensor turned = key.transpose(-2, -1);
        if (attn_mask is null)
        {
            return query.mul(scale).Product(Name, turned).softmax(-1).Product(Name, value);
        }

        // Scaled where the mask is added, in one kernel; and a mask is made numbers while it is small.
        LazyTensor numbers = DType.IsNumber(attn_mask.dtype)
            ? attn_mask
            : where(attn_mask, Constant(0, [], query.dtype), Constant(double.NegativeInfinity, [], query.dtype));
        LazyTensor scores = query.Product(Name, turned).mul(scale).add(numbers);
        return scores.softmax(-1).Product(Name, value);
    }

    private LazyTensor Product(string operation, LazyTensor other)
    {
        DType.RequireNumbers(operation, this);
        long[] sizes = Shape.MatMul(operation, Sizes, other.Sizes);
        return new LazyTensor(Op.MatMul, sizes, DType.Same(operation, this, other), this, other);
    }
}
