using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <content>Parts of tensors, and tensors made of parts, named and behaving as TorchSharp's own.</content>
public sealed partial class LazyTensor
{
    /// <summary>A node has three operands: what follows each other is put together by threes.</summary>
    private const int MostCatOperands = 3;

    /// <summary>Some elements along a dimension; the result is a view and launches no kernel.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <param name="start">The first element's place; negative counts from the end, and what lies before the first or behind the last is moved there.</param>
    /// <param name="finish">The place behind the last element, counted in the same way.</param>
    /// <param name="step">From one element to the next, from 1 to 32 767.</param>
    /// <exception cref="GraphException">There is no such dimension or step.</exception>
    public LazyTensor slice(long dim, long start, long finish, long step = 1)
    {
        int dimension = Shape.Dimension("slice", Sizes, dim);
        (long[] sizes, SliceRange range) = Shape.Slice(Sizes, dimension, start, finish, step);
        return new LazyTensor(Op.Slice, sizes, dtype, this, scalar: range.Packed, firstDimension: dimension);
    }

    /// <summary>Tensors one after the other along a dimension. More than three are copied once for each power of three.</summary>
    /// <param name="tensors">At least one, of the same dtype and of sizes that are equal but along the dimension.</param>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <exception cref="GraphException">There are none, they do not fit, or there is no such dimension.</exception>
    public static LazyTensor cat(IReadOnlyList<LazyTensor> tensors, long dim = 0)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        LazyTensor[] parts = [.. tensors];
        if (parts.Length == 0)
        {
            throw GraphException.At("cat", "there are no tensors");
        }

        int dimension = Shape.Dimension("cat", parts[0].Sizes, dim);
        do
        {
            parts = [.. parts.Chunk(MostCatOperands).Select(some => CatOf(some, dimension))];
        }
        while (parts.Length > 1);
        return parts[0];
    }

    /// <summary>Elements by their places along a dimension: of [i, j] it takes [index[i, j], j] for dimension 0.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <param name="index">An input of Int64, in all other dimensions no larger than this. A place that is not there is an error of the evaluation.</param>
    /// <returns>Of the index' shape.</returns>
    /// <exception cref="GraphException">There is no such dimension, the shapes do not fit, or the index is not of Int64.</exception>
    public LazyTensor gather(long dim, LazyTensor index)
    {
        ArgumentNullException.ThrowIfNull(index);
        int dimension = Shape.Dimension("gather", Sizes, dim);
        DType.RequireNumbers("gather", this);
        DType.RequireIndices("gather", index);
        Shape.RequireGatherable(Sizes, dimension, index.Sizes);
        return new LazyTensor(Op.Gather, index.Sizes, dtype, this, index, firstDimension: dimension);
    }

    /// <summary>Rows of a table by their numbers.</summary>
    /// <param name="x">Numbers of rows, an input of Int64 of any shape. A row that is not there is an error of the evaluation.</param>
    /// <param name="weight">The table, [rows, columns].</param>
    /// <returns>[…, columns] for numbers […].</returns>
    /// <exception cref="GraphException">It is no table, or the numbers are not of Int64.</exception>
    public static LazyTensor embedding(LazyTensor x, LazyTensor weight)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        DType.RequireIndices("embedding", x);
        DType.RequireNumbers("embedding", weight);
        return new LazyTensor(Op.Embedding, Shape.Embedding(x.Sizes, weight.Sizes), weight.dtype, weight, x);
    }

    /// <summary>This, with other elements in some places along a dimension. In a compiled graph it is done in place where this is donated and read no more.</summary>
    /// <param name="dim">The dimension; negative counts from the end.</param>
    /// <param name="index">An input of Int64 [n]. A place that is not there is an error of the evaluation; of equal ones any counts.</param>
    /// <param name="source">Of this dtype, with n in the dimension and of this shape in the others.</param>
    /// <exception cref="GraphException">There is no such dimension, the shapes do not fit, the dtypes differ, or the index is not of Int64.</exception>
    public LazyTensor index_copy(long dim, LazyTensor index, LazyTensor source)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        int dimension = Shape.Dimension("index_copy", Sizes, dim);
        DType.RequireNumbers("index_copy", this);
        DType.RequireIndices("index_copy", index);
        Shape.RequireCopyable(Sizes, dimension, index.Sizes, source.Sizes);
        return new LazyTensor(Op.IndexCopy, Sizes, DType.Same("index_copy", this, source), this, index, source, firstDimension: dimension);
    }

    /// <summary>Zeros of a shape, and this where a slice of it lies.</summary>
    internal LazyTensor Unslice(long[] sizes, int dimension, double range) => new(Op.Unslice, sizes, dtype, this, scalar: range, firstDimension: dimension);

    /// <summary>Zeros of a shape, and this added where <see cref="gather"/> finds its elements.</summary>
    internal LazyTensor ScatterAdd(long[] sizes, int dimension, LazyTensor index) => new(Op.ScatterAdd, sizes, dtype, this, index, firstDimension: dimension);

    /// <summary>Zeros of a shape, and the rows of this added where <see cref="embedding"/> finds them.</summary>
    internal LazyTensor IndexAdd(long[] sizes, LazyTensor index) => new(Op.IndexAdd, sizes, dtype, this, index);

    private static LazyTensor CatOf(LazyTensor[] parts, int dimension)
    {
        foreach (LazyTensor part in parts)
        {
            ArgumentNullException.ThrowIfNull(part);
            DType.Same("cat", parts[0], part);
        }

        long[] sizes = Shape.Cat(parts, dimension);
        return new LazyTensor(
            Op.Cat, sizes, parts[0].dtype, parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2), firstDimension: dimension);
    }
}
