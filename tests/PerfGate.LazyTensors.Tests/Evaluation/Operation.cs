using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>One operation, lazily and eagerly: on two values, with a choice (of dimension, target, …) and a number.</summary>
internal sealed record Operation(
    Func<LazyTensor, LazyTensor, int, double, LazyTensor> Lazily, Func<Tensor, Tensor, int, double, Tensor> Eagerly)
{
    private static readonly long[][] Targets =
        [[-1], [4, 4], [16], [2, -1, 4], [], [1, -1], [0, -1], [-1, 4], [2, 4, 4], [3, 4, 4], [0, 4], [4, 1, 4], [-1, -1], [4, 0]];

    private const int Div = 3;
    private const int Gelu = 11;
    private const int Sqrt = 14;
    private const int Silu = 15;
    private const int Log = 17;
    private const int Rsqrt = 18;
    private const int Pow = 19;
    private const int LayerNorm = 30;
    private const int RmsNorm = 31;
    private const int WhereTensor = 35;
    private const int WhereScalar = 36;
    private const int MaskedFill = 37;
    private const int Compare = 38;

    /// <summary>Every operation there is.</summary>
    public static readonly Operation[] All =
    [
        new((a, b, _, _) => a + b, (a, b, _, _) => EagerOperations.Sum(a, b)),
        new((a, b, _, _) => a - b, (a, b, _, _) => a - b),
        new((a, b, _, _) => a * b, (a, b, _, _) => a * b),
        new((a, b, _, _) => a / b, (a, b, _, _) => a / b),
        new((a, _, _, number) => a + number, (a, _, _, number) => EagerOperations.Plus(a, number)),
        new((a, _, _, number) => a - number, (a, _, _, number) => EagerOperations.With(number, a.sub)),
        new((a, _, _, number) => number - a, (a, _, _, number) => EagerOperations.Rest(a, number)),
        new((a, _, _, number) => a * number, (a, _, _, number) => EagerOperations.With(number, a.mul)),
        new((a, _, _, number) => a / number, (a, _, _, number) => EagerOperations.With(number, x => a.div(x))),
        new((a, _, _, _) => -a, (a, _, _, _) => a.neg()),
        new((a, _, _, _) => a.relu(), (a, _, _, _) => a.relu()),
        new((a, _, _, _) => a.gelu(), (a, _, _, _) => a.gelu()),
        new((a, _, _, _) => a.tanh(), (a, _, _, _) => a.tanh()),
        new((a, _, _, _) => a.exp(), (a, _, _, _) => a.exp()),
        new((a, _, _, _) => a.sqrt(), (a, _, _, _) => a.sqrt()),
        new((a, _, _, _) => a.silu(), (a, _, _, _) => a.silu()),
        new((a, _, _, _) => a.sigmoid(), (a, _, _, _) => a.sigmoid()),
        new((a, _, _, _) => a.log(), (a, _, _, _) => a.log()),
        new((a, _, _, _) => a.rsqrt(), (a, _, _, _) => a.rsqrt()),
        new((a, _, pick, _) => a.pow(Power(pick)), (a, _, pick, _) => EagerOperations.With(Power(pick), a.pow)),
        new((a, _, _, number) => a.clamp(min: number), (a, _, _, number) => EagerOperations.With(number, a.clamp_min)),
        new((a, _, _, number) => a.clamp(max: number), (a, _, _, number) => EagerOperations.With(number, a.clamp_max)),
        new((a, _, _, number) => a.clamp(-0.5, number), (a, _, _, number) => EagerOperations.With(-0.5, least => EagerOperations.With(number, most => a.clamp(least, most)))),
        new((a, _, pick, _) => a.softmax(Dimension(pick)), (a, _, pick, _) => a.softmax(Dimension(pick))),
        new((a, _, _, _) => a.sum(), (a, _, _, _) => a.sum()),
        new((a, _, _, _) => a.mean(), (a, _, _, _) => a.mean()),
        new((a, _, _, _) => a.max(), (a, _, _, _) => a.max()),
        new((a, _, pick, _) => a.sum(Dimension(pick), Keep(pick)), (a, _, pick, _) => a.sum([Dimension(pick)], Keep(pick))),
        new((a, _, pick, _) => a.mean(Dimension(pick), Keep(pick)), (a, _, pick, _) => a.mean([Dimension(pick)], Keep(pick))),
        new((a, _, pick, _) => a.amax(Dimension(pick), Keep(pick)), (a, _, pick, _) => a.amax([Dimension(pick)], Keep(pick))),
        new((a, b, pick, _) => a.layer_norm(Last(a.shape.ToArray(), pick), Keep(pick) ? b : null, pick % 3 == 0 ? b : null),
            (a, b, pick, _) => nn.functional.layer_norm(a, Last(a.shape, pick), Keep(pick) ? b : null, pick % 3 == 0 ? b : null)),
        new((a, b, pick, _) => a.rms_norm(Last(a.shape.ToArray(), pick), Keep(pick) ? b : null, 1e-5),
            (a, b, pick, _) => EagerOperations.RmsNorm(a, Last(a.shape, pick).Length, Keep(pick) ? b : null)),
        new((a, _, pick, _) => a.transpose(0, Dimension(pick)), (a, _, pick, _) => a.transpose(0, Dimension(pick))),
        new((a, _, pick, _) => a.reshape(Target(pick)), (a, _, pick, _) => a.reshape(Target(pick))),
        new((a, _, pick, _) => a.broadcast_to(Target(pick)), (a, _, pick, _) => a.expand(Target(pick))),
        new((a, b, pick, _) => LazyTensor.where(Compared(a, b, pick), a, b + 1), (a, b, pick, _) => EagerOperations.Chosen(a, b, pick)),
        new((a, b, pick, number) => LazyTensor.where(Compared(a, number, pick), b, a.neg()), (a, b, pick, number) => EagerOperations.Chosen(a, b, pick, number)),
        new((a, b, _, number) => a.masked_fill(b.gt(number), 0.5), (a, b, _, number) => EagerOperations.Filled(a, b, number)),
        new((a, b, pick, _) => Compared(a, b, pick), (a, b, pick, _) => EagerOperations.Compared(a, b, pick)),
        new((a, _, pick, _) => a.slice(Dimension(pick), pick % 5 - 2, pick % 7, 1 + pick % 3), (a, _, pick, _) => a.slice(Dimension(pick), pick % 5 - 2, pick % 7, 1 + pick % 3)),
        new((a, b, pick, _) => LazyTensor.cat(Several(a, b, pick), Dimension(pick)), (a, b, pick, _) => EagerOperations.Cat(Several(a, b, pick), Dimension(pick))),
        new((a, b, _, _) => a.matmul(b), (a, b, _, _) => a.matmul(b)),
        new((a, b, _, _) => a.linear(b), (a, b, _, _) => nn.functional.linear(a, b)),
        new((a, b, _, number) => LazyTensor.LoraForward(a, b, b, 4, Scale(number)), (a, b, _, number) => EagerOperations.Lora(a, b, Scale(number) / 4)),
        new((a, b, _, number) => LazyTensor.LoraLinear(a, b, b, b, 4, Scale(number)), (a, b, _, number) => EagerOperations.LoraLinear(a, b, Scale(number) / 4)),
        new((a, _, _, _) => a.erf(), (a, _, _, _) => a.erf()),
        new((a, _, _, _) => a.to(ScalarType.Float64), (a, _, _, _) => a.to(ScalarType.Float64, copy: true)),
        new((a, _, pick, _) => a.log_softmax(Dimension(pick)), (a, _, pick, _) => nn.functional.log_softmax(a, Dimension(pick))),
    ];

    /// <summary>
    /// Whether the outcome says something. Eager gives NaN or infinity for gelu(∞), depending on the processor and on how the tensor lies
    /// in memory, and NaN where silu and gelu have a limit at -∞. And next to 0, roots and quotients make much of a last bit, and so does a normalization of equal numbers, or a
    /// comparison of nearly equal ones.
    /// </summary>
    public static bool IsComparable(int operation, Tensor a, Tensor b, int pick, double number) => operation switch
    {
        WhereTensor or Compare => AreApart(a, b),
        WhereScalar => Numbers.Of(a).All(value => IsApart(value, number)),
        MaskedFill => Numbers.Of(b).All(value => IsApart(value, number)),
        LayerNorm => Rows(a, pick).All(row => IsNotSmall(Spread(row, row.Average()))),
        RmsNorm => Rows(a, pick).All(row => IsNotSmall(Spread(row, 0))),
        Div => Numbers.Of(b).All(IsNotSmall),
        Gelu => !Numbers.Of(a).Any(double.IsInfinity),
        Silu => !Numbers.Of(a).Any(double.IsNegativeInfinity),
        Sqrt or Log or Rsqrt => Numbers.Of(a).All(IsNotSmall),
        Pow => Power(pick) >= 0 || Numbers.Of(a).All(IsNotSmall),
        _ => true,
    };

    private static IEnumerable<double[]> Rows(Tensor a, int pick) =>
        Numbers.Of(a).Chunk((int)Math.Max(1, Last(a.shape, pick).Aggregate(1L, (product, size) => product * size)));

    private static double Spread(double[] row, double center) => Math.Sqrt(row.Average(value => (value - center) * (value - center)));

    private static bool IsNotSmall(double value) => !(Math.Abs(value) < 0.1);

    /// <summary>Whether no element is nearly that of the other; where the shapes do not fit, there is nothing to compare either.</summary>
    private static bool AreApart(Tensor a, Tensor b)
    {
        if (Broadcast(a, b) is not { } sizes)
        {
            return false;
        }

        using Tensor left = a.expand(sizes), right = b.expand(sizes);
        return Numbers.Of(left).Zip(Numbers.Of(right), IsApart).All(apart => apart);
    }

    private static bool IsApart(double x, double y) => !(Math.Abs(x - y) < 1e-3);

    private static long[]? Broadcast(Tensor a, Tensor b)
    {
        try
        {
            return (LazyTensor.Constant(0, a.shape) + LazyTensor.Constant(0, b.shape)).shape.ToArray();
        }
        catch (GraphException)
        {
            return null;
        }
    }

    private static LazyTensor Compared(LazyTensor a, LazyTensor b, int pick) =>
        (pick % 6) switch { 0 => a > b, 1 => a >= b, 2 => a < b, 3 => a <= b, 4 => a.eq(b), _ => a.ne(b) };

    private static LazyTensor Compared(LazyTensor a, double b, int pick) =>
        (pick % 6) switch { 0 => a > b, 1 => a >= b, 2 => a < b, 3 => a <= b, 4 => a.eq(b), _ => a.ne(b) };

    private static double Power(int pick) => pick % 4 - 1;

    private static long Dimension(int pick) => pick % 6 - 3;

    private static T[] Several<T>(T a, T b, int pick) => (pick % 4) switch { 0 => [a, b], 1 => [a], 2 => [a, b, a], _ => [b, a, b, a, a] };

    private static bool Keep(int pick) => pick % 2 == 0;

    private static long[] Target(int pick) => Targets[pick % Targets.Length];

    private static long[] Last(long[] sizes, int pick) => sizes[^Math.Min(sizes.Length, 1 + pick % 2)..];

    // The product in between is no value of the graph, so that nobody sees whether it is 0 but for rounding; infinity would make anything of that.
    private static double Scale(double number) => double.IsInfinity(number) ? 1 : number;
}
