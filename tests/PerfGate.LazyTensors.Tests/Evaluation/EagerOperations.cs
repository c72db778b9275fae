using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>What eager gives, to compare with.</summary>
/// <remarks>
/// Every number is a native object that is held until libtorch has read it. TorchSharp makes one of a double and holds it no longer than until
/// the call begins: a collection meanwhile frees it, and libtorch reads whatever lies there.
/// </remarks>
internal static class EagerOperations
{
    public static Tensor With(double number, Func<Scalar, Tensor> operation)
    {
        using Scalar scalar = number;
        return operation(scalar);
    }

    /// <summary>With a factor that is held; TorchSharp's own operator makes one.</summary>
    public static Tensor Sum(Tensor a, Tensor b) => With(1, one => a.add(b, one));

    public static Tensor Plus(Tensor a, double number) => With(number, scalar => With(1, one => a.add(scalar, one)));

    public static Tensor Rest(Tensor x, double number)
    {
        using Tensor negative = x.neg();
        return Plus(negative, number);
    }

    public static Tensor Compared(Tensor a, Tensor b, int pick) =>
        (pick % 6) switch { 0 => a.gt(b), 1 => a.ge(b), 2 => a.lt(b), 3 => a.le(b), 4 => a.eq(b), _ => a.ne(b) };

    public static Tensor Chosen(Tensor a, Tensor b, int pick)
    {
        using Tensor mask = Compared(a, b, pick), more = Plus(b, 1);
        return where(mask, a, more);
    }

    public static Tensor Chosen(Tensor a, Tensor b, int pick, double number)
    {
        using Tensor mask = With(number, x => Compared(a, x, pick)), negative = a.neg();
        return where(mask, b, negative);
    }

    public static Tensor Filled(Tensor a, Tensor b, double number)
    {
        using Tensor mask = With(number, b.gt);
        return With(0.5, half => a.masked_fill(mask, half));
    }

    /// <summary>With the operations that the engine takes: rounded differently, a difference would grow through a graph.</summary>
    public static Tensor RmsNorm(Tensor x, int normalized, Tensor? weight)
    {
        using Tensor squares = x * x, mean = squares.mean([.. Enumerable.Range(1, normalized).Select(back => -(long)back)], true);
        using Tensor sum = Plus(mean, 1e-5), scale = sum.rsqrt(), result = x * scale;
        return weight is null ? result.alias() : result * weight;
    }

    /// <summary>TorchSharp gives a single tensor back as it is.</summary>
    public static Tensor Cat(Tensor[] tensors, long dimension) => tensors.Length == 1 ? tensors[0].clone() : cat(tensors, dimension);

    public static Tensor Lora(Tensor x, Tensor weight, double scale)
    {
        using Tensor down = x.matmul(weight), up = down.matmul(weight);
        return With(scale, up.mul);
    }

    public static Tensor LoraLinear(Tensor x, Tensor weight, double scale)
    {
        using Tensor linear = x.matmul(weight), adapter = Lora(x, weight, scale);
        return Sum(linear, adapter);
    }

    private static Tensor Compared(Tensor a, Scalar b, int pick) =>
        (pick % 6) switch { 0 => a.gt(b), 1 => a.ge(b), 2 => a.lt(b), 3 => a.le(b), 4 => a.eq(b), _ => a.ne(b) };
}
