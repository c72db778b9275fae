using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <content>Comparisons, and what is chosen by them, named and behaving as TorchSharp's own.</content>
public sealed partial class LazyTensor
{
    /// <summary>Where this is greater than the other, elementwise; shapes broadcast, and NaN is not. A mask of Bool.</summary>
    /// <exception cref="GraphException">The shapes do not broadcast, or one of them is a mask.</exception>
    public LazyTensor gt(LazyTensor other) => Compare(Comparison.Greater, "gt", other);

    /// <summary>Where this is greater than a number.</summary>
    public LazyTensor gt(double scalar) => Compare(Comparison.Greater, "gt", scalar);

    /// <summary>Where this is greater than the other or equal to it.</summary>
    /// <inheritdoc cref="gt(LazyTensor)"/>
    public LazyTensor ge(LazyTensor other) => Compare(Comparison.GreaterOrEqual, "ge", other);

    /// <summary>Where this is greater than a number or equal to it.</summary>
    public LazyTensor ge(double scalar) => Compare(Comparison.GreaterOrEqual, "ge", scalar);

    /// <summary>Where this is less than the other.</summary>
    /// <inheritdoc cref="gt(LazyTensor)"/>
    public LazyTensor lt(LazyTensor other) => Compare(Comparison.Less, "lt", other);

    /// <summary>Where this is less than a number.</summary>
    public LazyTensor lt(double scalar) => Compare(Comparison.Less, "lt", scalar);

    /// <summary>Where this is less than the other or equal to it.</summary>
    /// <inheritdoc cref="gt(LazyTensor)"/>
    public LazyTensor le(LazyTensor other) => Compare(Comparison.LessOrEqual, "le", other);

    /// <summary>Where this is less than a number or equal to it.</summary>
    public LazyTensor le(double scalar) => Compare(Comparison.LessOrEqual, "le", scalar);

    /// <summary>Where both are equal; NaN is equal to nothing, and -0 to 0.</summary>
    /// <inheritdoc cref="gt(LazyTensor)"/>
    public LazyTensor eq(LazyTensor other) => Compare(Comparison.Equal, "eq", other);

    /// <summary>Where this is equal to a number.</summary>
    public LazyTensor eq(double scalar) => Compare(Comparison.Equal, "eq", scalar);

    /// <summary>Where both differ; NaN differs from everything.</summary>
    /// <inheritdoc cref="gt(LazyTensor)"/>
    public LazyTensor ne(LazyTensor other) => Compare(Comparison.NotEqual, "ne", other);

    /// <summary>Where this differs from a number.</summary>
    public LazyTensor ne(double scalar) => Compare(Comparison.NotEqual, "ne", scalar);

    /// <summary>The elements of one where a mask is true, those of another elsewhere; all three shapes broadcast.</summary>
    /// <param name="condition">A mask of Bool.</param>
    /// <param name="x">Chosen where it is true.</param>
    /// <param name="y">Chosen elsewhere; NaN that is not chosen stays out.</param>
    /// <exception cref="GraphException">The shapes do not broadcast, the condition is no mask, or one of the others is.</exception>
    public static LazyTensor where(LazyTensor condition, LazyTensor x, LazyTensor y)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        DType.RequireMask("where", condition);
        DType.RequireNumbers("where", x);
        DType.RequireNumbers("where", y);
        long[] sizes = Shape.Broadcast("where", condition.Sizes, Shape.Broadcast("where", x.Sizes, y.Sizes));
        return new LazyTensor(Op.Where, sizes, DType.Promote(x, y), condition, x, y);
    }

    /// <summary>This, with a number where a mask is true; both shapes broadcast.</summary>
    /// <param name="mask">Of Bool.</param>
    /// <param name="value">The number, rounded to this dtype.</param>
    /// <exception cref="GraphException">The shapes do not broadcast, or it is no mask, or this is one.</exception>
    public LazyTensor masked_fill(LazyTensor mask, double value)
    {
        DType.RequireNumbers("masked_fill", this);
        return where(mask, Constant(value, [], dtype), this);
    }

    private LazyTensor Compare(Comparison comparison, string operation, LazyTensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        DType.RequireNumbers(operation, this);
        DType.RequireNumbers(operation, other);
        long[] sizes = Shape.Broadcast(operation, Sizes, other.Sizes);
        return new LazyTensor(Op.Compare, sizes, ScalarType.Bool, this, other, firstDimension: (int)comparison);
    }

    private LazyTensor Compare(Comparison comparison, string operation, double scalar)
    {
        DType.RequireNumbers(operation, this);
        return new LazyTensor(Op.CompareScalar, Sizes, ScalarType.Bool, this, scalar: scalar, firstDimension: (int)comparison);
    }
}
