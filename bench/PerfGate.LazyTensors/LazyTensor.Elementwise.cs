using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <content>Operations on each element, named and behaving as TorchSharp's own.</content>
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

    /// <summary>Elementwise quotient; shapes broadcast. Division by zero gives infinity or NaN.</summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public LazyTensor div(LazyTensor other) => Elementwise(Op.Div, "div", other);

    /// <summary>Divides every element by a number, which may be zero.</summary>
    public LazyTensor div(double scalar) => WithScalar(Op.DivScalar, scalar);

    /// <summary>The negative of every element.</summary>
    public LazyTensor neg() => Unary(Op.Neg);

    /// <summary>max(x, 0), elementwise; NaN stays NaN.</summary>
    public LazyTensor relu() => Unary(Op.Relu);

    /// <summary>x·Φ(x), elementwise, with the exact Φ.</summary>
    public LazyTensor gelu() => Unary(Op.Gelu);

    /// <summary>Hyperbolic tangent, elementwise.</summary>
    public LazyTensor tanh() => Unary(Op.Tanh);

    /// <summary>Exponential, elementwise.</summary>
    public LazyTensor exp() => Unary(Op.Exp);

    /// <summary>Square root, elementwise; NaN below zero.</summary>
    public LazyTensor sqrt() => Unary(Op.Sqrt);

    /// <summary>x·σ(x), elementwise, with the logistic σ.</summary>
    public LazyTensor silu() => Unary(Op.Silu);

    /// <summary>1/(1 + e⁻ˣ), elementwise.</summary>
    public LazyTensor sigmoid() => Unary(Op.Sigmoid);

    /// <summary>Natural logarithm, elementwise; -∞ at 0, NaN below.</summary>
    public LazyTensor log() => Unary(Op.Log);

    /// <summary>1/√x, elementwise; infinite at 0, NaN below.</summary>
    public LazyTensor rsqrt() => Unary(Op.Rsqrt);

    /// <summary>The error function, 2/√π times the integral of e^(-t²) from 0 to x, elementwise.</summary>
    public LazyTensor erf() => Unary(Op.Erf);

    /// <summary>The same values as numbers of a dtype; of a mask 1 where it is true, else 0.</summary>
    /// <param name="type">Float32 or Float64; this, if it is of that dtype already.</param>
    /// <exception cref="GraphException">It is another dtype.</exception>
    public LazyTensor to(ScalarType type)
    {
        if (!DType.IsNumber(type))
        {
            throw GraphException.At("to", $"shape {Shape.Text(Sizes)} of {dtype} is to become {type}, and a graph computes with Float32 and Float64");
        }

        return type == dtype ? this : new LazyTensor(Op.Cast, Sizes, type, this);
    }

    /// <summary>Every element to the power of a number, as C's <c>pow</c>: 1 for the power 0, NaN for a broken power of a negative element.</summary>
    /// <param name="exponent">Any number.</param>
    public LazyTensor pow(double exponent) => exponent == 2 ? mul(this) : WithScalar(Op.Pow, exponent);

    /// <summary>Every element, but at least one number and at most another; NaN stays NaN. All are <paramref name="max"/> where it is the smaller number.</summary>
    /// <param name="min">The least; null for no limit, NaN makes every element NaN.</param>
    /// <param name="max">The most; null for no limit, NaN makes every element NaN.</param>
    /// <exception cref="GraphException">There is no limit.</exception>
    public LazyTensor clamp(double? min = null, double? max = null)
    {
        if (min is null && max is null)
        {
            throw GraphException.At("clamp", $"shape {Shape.Text(Sizes)} is given neither a least nor a largest number");
        }

        LazyTensor raised = min is { } least ? Limited(Op.ClampMin, least) : this;
        return max is { } most ? raised.Limited(Op.ClampMax, most) : raised;
    }

    /// <summary>This, or 0 where another value of the same shape and dtype is at most 0: what relu's gradient is.</summary>
    internal LazyTensor WherePositive(LazyTensor by) => new(Op.WherePositive, Sizes, dtype, this, by);

    /// <summary>Adding NaN does what a limit of NaN does in eager; processors' own instructions would leave the element as it is.</summary>
    private LazyTensor Limited(Op op, double limit) => double.IsNaN(limit) ? add(limit) : WithScalar(op, limit);

    private LazyTensor Elementwise(Op op, string operation, LazyTensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        DType.RequireNumbers(operation, this);
        DType.RequireNumbers(operation, other);
        return new LazyTensor(op, Shape.Broadcast(operation, Sizes, other.Sizes), DType.Promote(this, other), this, other);
    }

    private LazyTensor WithScalar(Op op, double scalar) => new(op, Sizes, NumberType(op), this, scalar: scalar);

    private LazyTensor Unary(Op op) => new(op, Sizes, NumberType(op), this);

    /// <summary>The name is made only where something is wrong.</summary>
    private ScalarType NumberType(Op op)
    {
        if (!DType.IsNumber(dtype))
        {
            DType.RequireNumbers(op.ToString().Replace("Scalar", "", StringComparison.Ordinal).ToLowerInvariant(), this);
        }

        return dtype;
    }
}
