using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <content>Sums, largest elements and normalizations, named and behaving as TorchSharp's own.</content>
public sealed partial class LazyTensor
{
    /// <summary>exp(x) divided by its sum along a dimension.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor softmax(long dim) =>
        new(Op.Softmax, Sizes, NumberType(Op.Softmax), this, firstDimension: Shape.Dimension("softmax", Sizes, dim));

    /// <summary>The logarithm of softmax, x - log(sum of exp(x)) along a dimension, without overflow.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor log_softmax(long dim) =>
        new(Op.LogSoftmax, Sizes, NumberType(Op.LogSoftmax), this, firstDimension: Shape.Dimension("log_softmax", Sizes, dim));

    /// <summary>The mean over all rows of -log of the probability that softmax gives the row's class.</summary>
    /// <param name="input">Scores, [rows, classes].</param>
    /// <param name="target">The class of each row, an input of Int64 [rows]. A class that is not there is an error of the evaluation.</param>
    /// <returns>A scalar; NaN where there are no rows.</returns>
    /// <exception cref="GraphException">The shapes do not fit, or the target is not of Int64.</exception>
    public static LazyTensor cross_entropy(LazyTensor input, LazyTensor target)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(target);
        DType.RequireIndices("cross_entropy", target);
        if (input.Sizes.Length != 2 || target.Sizes.Length != 1 || input.Sizes[0] != target.Sizes[0])
        {
            throw GraphException.At(
                "cross_entropy", $"shapes {Shape.Text(input.Sizes)} and {Shape.Text(target.Sizes)} do not fit; they must be [rows, classes] and [rows]");
        }

        return input.log_softmax(1).gather(1, target.reshape(target.Sizes[0], 1)).mean().neg();
    }

    /// <summary>The sum of all elements, a scalar; 0 where there are none.</summary>
    public LazyTensor sum() => ReduceAll(Op.Sum);

    /// <summary>The sums along a dimension; 0 where it is empty.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <param name="keepdim">true: the dimension stays, with size 1; false: it goes.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor sum(long dim, bool keepdim = false) => Reduce(Op.Sum, Shape.Dimension("sum", Sizes, dim), keepdim);

    /// <summary>The mean of all elements, a scalar; NaN where there are none.</summary>
    public LazyTensor mean() => ReduceAll(Op.Mean);

    /// <summary>The means along a dimension; NaN where it is empty.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <param name="keepdim">true: the dimension stays, with size 1; false: it goes.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor mean(long dim, bool keepdim = false) => Reduce(Op.Mean, Shape.Dimension("mean", Sizes, dim), keepdim);

    /// <summary>The largest of all elements, a scalar; NaN if one of them is.</summary>
    /// <exception cref="GraphException">There are no elements.</exception>
    public LazyTensor max()
    {
        Shape.RequireElements("max", Sizes, Shape.AllDimensions);
        return ReduceAll(Op.Max);
    }

    /// <summary>The largest elements along a dimension; NaN where one of them is.</summary>
    /// <remarks>The values only: TorchSharp's <c>max(dim)</c>, which has their places too, has no counterpart.</remarks>
    /// <param name="dim">The dimension; negative counts from the end. TorchSharp takes several.</param>
    /// <param name="keepdim">true: the dimension stays, with size 1; false: it goes.</param>
    /// <exception cref="GraphException">There is no such dimension, or it is empty.</exception>
    public LazyTensor amax(long dim, bool keepdim = false)
    {
        int dimension = Shape.Dimension("amax", Sizes, dim);
        Shape.RequireElements("amax", Sizes, dimension);
        return Reduce(Op.Max, dimension, keepdim);
    }

    /// <summary>(x - mean) / √(variance + eps)·weight + bias, over the last dimensions together; the variance is divided by n.</summary>
    /// <param name="normalized_shape">The sizes of the last dimensions, at least one.</param>
    /// <param name="weight">Of the normalized shape, or none for 1.</param>
    /// <param name="bias">Of the normalized shape, or none for 0.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <exception cref="GraphException">The shapes do not fit, or the dtypes differ.</exception>
    public LazyTensor layer_norm(ReadOnlySpan<long> normalized_shape, LazyTensor? weight = null, LazyTensor? bias = null, double eps = 1e-5) =>
        Normalize(Op.LayerNorm, "layer_norm", normalized_shape, weight, bias, eps);

    /// <summary>x / √(mean of x² + eps)·weight, over the last dimensions together.</summary>
    /// <remarks>TorchSharp has none; it is libtorch's <c>rms_norm</c>.</remarks>
    /// <param name="normalized_shape">The sizes of the last dimensions, at least one.</param>
    /// <param name="weight">Of the normalized shape, or none for 1.</param>
    /// <param name="eps">Added to the mean; null, as in libtorch, for the dtype's distance from 1 to the next number.</param>
    /// <exception cref="GraphException">The shapes do not fit, or the dtypes differ.</exception>
    public LazyTensor rms_norm(ReadOnlySpan<long> normalized_shape, LazyTensor? weight = null, double? eps = null) =>
        Normalize(Op.RmsNorm, "rms_norm", normalized_shape, weight, null, eps ?? DType.Epsilon(dtype));

    private LazyTensor ReduceAll(Op op) => Reduce(op, Shape.AllDimensions, keepDimension: false);

    private LazyTensor Reduce(Op op, int dimension, bool keepDimension) => new(
        op,
        Shape.Reduce(Sizes, dimension, keepDimension),
        NumberType(op),
        this,
        firstDimension: dimension,
        secondDimension: keepDimension ? 1 : 0);

    private LazyTensor Normalize(Op op, string operation, ReadOnlySpan<long> normalized, LazyTensor? weight, LazyTensor? bias, double eps)
    {
        DType.RequireNumbers(operation, this);
        Shape.RequireNormalized(operation, Sizes, normalized, weight?.Sizes, bias?.Sizes);
        DType.Same(operation, this, weight ?? this);
        DType.Same(operation, this, bias ?? this);
        return new LazyTensor(op, Sizes, dtype, this, weight, bias, eps, firstDimension: normalized.Length);
    }
}
