using CsCheck;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>A graph built twice at the same time: lazily, and eagerly with TorchSharp itself.</summary>
/// <remarks>
/// An operation that does not fit the shapes it drew is left out: the lazy node is built first, and its error keeps the
/// mistake from libtorch. So is one that makes much of a last bit, or leaves nothing else: eager itself is then far from what Float64 gives for
/// nearly the same inputs, or as far from 0 as rounding.
/// </remarks>
internal sealed class RandomGraph : IDisposable
{
    private static readonly double[] Scalars = [0, 1, -2, 0.5, double.NaN, double.PositiveInfinity];
    private static readonly double[] FiniteScalars = [0, 1, -2, 0.5, 3, -0.0, 0.1, -1.0 / 3];

    /// <summary>Larger finite values are left out: what they are made into differs by more than it is worth to compare.</summary>
    private const double Largest = 10;

    /// <summary>How far eager may be from Float64: a few last bits of the largest value.</summary>
    private const double Rounding = 3e-6;

    /// <summary>A larger value is left out, for a few products of columns and rows would fill the memory.</summary>
    private const long MaxElements = 10_000;

    /// <summary>
    /// Which operation, on which two of the values so far, and with which number. The second choice is also that of a
    /// dimension or of a target.
    /// </summary>
    public static readonly Gen<(int Op, int First, int Second, double Scalar)[]> Choices = ChoicesOf(Scalars);

    /// <summary>The same without NaN and infinity.</summary>
    public static readonly Gen<(int Op, int First, int Second, double Scalar)[]> FiniteChoices = ChoicesOf(FiniteScalars);

    /// <summary>Which input is a single number.</summary>
    private const int NumberInput = 4;

    private static readonly long[][] InputSizes = [[4, 4], [1, 4], [4, 1], [2, 4, 4], [], [0, 4], [4], [1], [2, 1, 4], [4, 0], [1, 1]];

    private readonly List<Tensor> _inputs = [];
    private readonly List<Tensor> _copies = [];
    private readonly List<Tensor> _eager = [];
    private readonly List<Tensor> _exact = [];
    private readonly List<LazyTensor> _lazy = [];
    private readonly List<Applied> _applied = [];
    private readonly List<bool> _isComparable = [];

    private readonly bool _onlyFinite;
    private readonly ScalarType _dtype;

    /// <param name="choices">The operations.</param>
    /// <param name="onlyFinite">Whether to leave out all values that hold NaN or an infinity: sums of them depend on their order.</param>
    /// <param name="dtype">Of the inputs. Beside Float32 there is one of Float64, as a graph may mix them; Float64 stands alone, to compare its digits.</param>
    public RandomGraph((int Op, int First, int Second, double Scalar)[] choices, bool onlyFinite = false, ScalarType dtype = ScalarType.Float32)
    {
        _onlyFinite = onlyFinite;
        _dtype = dtype;
        AddInputs(seed: 7);
        foreach (var (op, place, second, scalar) in choices)
        {
            int first = place % _lazy.Count;
            int other = second % _lazy.Count;
            if (Operation.IsComparable(op, _eager[first], _eager[other], second, scalar))
            {
                Add(new Applied(op, first, other, second, scalar));
            }
        }
    }

    /// <summary>The same operations on other inputs of the same shapes. What cannot be compared there is kept, and marked.</summary>
    private RandomGraph(RandomGraph other, int seed)
    {
        (_onlyFinite, _dtype) = (other._onlyFinite, other._dtype);
        AddInputs(seed);
        foreach (Applied applied in other._applied)
        {
            bool isComparable = _isComparable[applied.First] && _isComparable[applied.Second]
                && Operation.IsComparable(applied.Op, _eager[applied.First], _eager[applied.Second], applied.Pick, applied.Number);
            _eager.Add(Operation.All[applied.Op].Eagerly(_eager[applied.First], _eager[applied.Second], applied.Pick, applied.Number));
            _exact.Add(Operation.All[applied.Op].Eagerly(_exact[applied.First], _exact[applied.Second], applied.Pick, applied.Number));
            _isComparable.Add(isComparable && IsComparable(Numbers.Of(_eager[^1]), Numbers.Of(_exact[^1])));
        }
    }

    /// <summary>The nodes in the order they were built; later ones share earlier ones.</summary>
    public IReadOnlyList<LazyTensor> Lazy => _lazy;

    /// <summary>What eager gives for each.</summary>
    public IReadOnlyList<Tensor> Eager => _eager;

    /// <summary>Whether each value says something; those of a graph that is no copy all do.</summary>
    public IReadOnlyList<bool> IsComparableAt => _isComparable;

    /// <summary>The inputs that are no number.</summary>
    public Tensor[] Inputs => [.. _inputs.Where((_, i) => i != NumberInput)];

    /// <summary>The input that is a number.</summary>
    public double Number => Numbers.Of(_inputs[NumberInput])[0];

    public RandomGraph On(int seed) => new(this, seed);

    /// <summary>Some of the values, as a function of the inputs and of the number.</summary>
    public LazyTensor[] Build(LazyTensor[] inputs, LazyTensor number, IEnumerable<int> outputs)
    {
        List<LazyTensor> values = [.. inputs];
        values.Insert(NumberInput, number);
        foreach (Applied applied in _applied)
        {
            values.Add(Operation.All[applied.Op].Lazily(values[applied.First], values[applied.Second], applied.Pick, applied.Number));
        }

        return [.. outputs.Select(output => values[output])];
    }

    /// <summary>Some of the values, computed eagerly from other tensors of the inputs' shapes; what is on the way is left to the caller's dispose scope.</summary>
    public Tensor[] Compute(Tensor[] inputs, Tensor number, IEnumerable<int> outputs)
    {
        List<Tensor> values = [.. inputs];
        values.Insert(NumberInput, number);
        foreach (Applied applied in _applied)
        {
            values.Add(Operation.All[applied.Op].Eagerly(values[applied.First], values[applied.Second], applied.Pick, applied.Number));
        }

        return [.. outputs.Select(output => values[output])];
    }

    public void AssertInputsUnchanged()
    {
        foreach ((Tensor input, Tensor copy) in _inputs.Zip(_copies))
        {
            Numbers.AssertSame(copy, input);
        }
    }

    public void Dispose()
    {
        _lazy.ForEach(node => node.Dispose());
        _eager.ForEach(tensor => tensor.Dispose());
        _exact.ForEach(tensor => tensor.Dispose());
        _copies.ForEach(tensor => tensor.Dispose());
        _inputs.ForEach(tensor => tensor.Dispose());
    }

    private void AddInputs(int seed)
    {
        (bool onlyFinite, ScalarType dtype) = (_onlyFinite, _dtype);
        manual_seed(seed);
        foreach (long[] sizes in InputSizes)
        {
            AddInput(randn(sizes, dtype));
        }

        using (Tensor wide = randn([4, 8], dtype), square = wide.slice(1, 0, 4, 1), column = wide.slice(1, 0, 1, 1))
        {
            AddInput(wide.slice(1, 0, 8, 2));
            AddInput(square.transpose(0, 1));
            AddInput(column.expand(4, 4));
        }

        using (Tensor real = randn([4, 1], dtype), imaginary = randn([4, 1], dtype), number = complex(real, imaginary), conjugate = number.conj())
        {
            // Negated only when it is read.
            AddInput(conjugate.imag);
        }

        AddInput(onlyFinite ? randn([4], dtype) : tensor(new[] { float.NaN, float.NegativeInfinity, 0f, -0f }, dtype));
        AddInput(randn([4, 4], ScalarType.Float64));
    }

    private void AddInput(Tensor tensor)
    {
        _isComparable.Add(true);
        _inputs.Add(tensor);
        _copies.Add(tensor.clone());
        _eager.Add(tensor.alias());
        _exact.Add(Moved(tensor));
        _lazy.Add(LazyTensor.Input(tensor));
    }

    /// <summary>The same in Float64, moved a little: what is 0 by chance alone is not 0 then, and its product with infinity is another.</summary>
    private static Tensor Moved(Tensor tensor)
    {
        using Tensor wide = tensor.to(ScalarType.Float64, copy: true), noise = randn(tensor.shape, ScalarType.Float64);
        using Tensor small = EagerOperations.With(1e-9, noise.mul), factor = EagerOperations.Plus(small, 1);
        return wide * factor;
    }

    private void Add(Applied applied)
    {
        (Operation operation, int first, int second, int pick, double number) =
            (Operation.All[applied.Op], applied.First, applied.Second, applied.Pick, applied.Number);
        LazyTensor node;
        try
        {
            node = operation.Lazily(_lazy[first], _lazy[second], pick, number);
        }
        catch (GraphException)
        {
            return;
        }

        if (node.shape.ToArray().Aggregate(1L, (product, size) => product * size) <= MaxElements)
        {
            AddIfComparable(
                applied, node, operation.Eagerly(_eager[first], _eager[second], pick, number), operation.Eagerly(_exact[first], _exact[second], pick, number));
        }
    }

    private void AddIfComparable(Applied applied, LazyTensor node, Tensor eager, Tensor exact)
    {
        if (IsComparable(Numbers.Of(eager), Numbers.Of(exact)))
        {
            _applied.Add(applied);
            _isComparable.Add(true);
            _lazy.Add(node);
            _eager.Add(eager);
            _exact.Add(exact);
        }
        else
        {
            eager.Dispose();
            exact.Dispose();
        }
    }

    private bool IsComparable(double[] eager, double[] exact) => eager.Zip(exact).All(pair =>
        double.IsFinite(pair.First)
            ? Math.Abs(pair.First) <= Largest && Math.Abs(pair.First - pair.Second) <= Rounding && HasSign(pair.First, pair.Second)
            : !_onlyFinite && pair.First.Equals(pair.Second));

    /// <summary>Whether a value is 0 or not 0 by more than rounding; what is 0 but for that makes either infinity, or NaN, when multiplied by infinity.</summary>
    private static bool HasSign(double eager, double exact) => Math.Abs(eager) > Rounding || (eager == 0 && exact == 0);

    private static Gen<(int Op, int First, int Second, double Scalar)[]> ChoicesOf(double[] scalars) => Gen.Select(
        Gen.Int[0, Operation.All.Length - 1], Gen.Int[0, 1_000], Gen.Int[0, 1_000], Gen.Int[0, scalars.Length - 1].Select(i => scalars[i])).Array[1, 30];

    /// <summary>An operation that is in the graph: which one, on which values, with which choice and number.</summary>
    private readonly record struct Applied(int Op, int First, int Second, int Pick, double Number);
}
