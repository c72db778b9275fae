using CsCheck;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>A graph built twice at the same time: lazily, and eagerly with TorchSharp itself.</summary>
/// <remarks>
/// An operation that does not fit the shapes it drew is left out: the lazy node is built first, and its error keeps the
/// mistake from libtorch.
/// </remarks>
internal sealed class RandomGraph : IDisposable
{
    private static readonly double[] Scalars = [0, 1, -2, 0.5, double.NaN, double.PositiveInfinity];

    /// <summary>Which operation, on which two of the values so far, and with which number.</summary>
    public static readonly Gen<(int Op, int First, int Second, double Scalar)[]> Choices = Gen.Select(
        Gen.Int[0, 14], Gen.Int[0, 1_000], Gen.Int[0, 1_000], Gen.Int[0, Scalars.Length - 1].Select(i => Scalars[i])).Array[1, 20];

    private static readonly long[][] InputSizes = [[4, 4], [1, 4], [4, 1], [2, 4, 4], [], [0, 4], [4]];

    private readonly List<Tensor> _inputs = [];
    private readonly List<Tensor> _copies = [];
    private readonly List<Tensor> _eager = [];
    private readonly List<LazyTensor> _lazy = [];

    public RandomGraph((int Op, int First, int Second, double Scalar)[] choices)
    {
        manual_seed(7);
        foreach (long[] sizes in InputSizes)
        {
            AddInput(randn(sizes));
        }

        using (Tensor wide = randn(4, 8))
        {
            AddInput(wide.slice(1, 0, 8, 2));
        }

        AddInput(tensor(new[] { float.NaN, float.NegativeInfinity, 0f, -0f }));
        AddInput(randn([4, 4], ScalarType.Float64));
        foreach (var (op, first, second, scalar) in choices)
        {
            Add(op, first % _lazy.Count, second % _lazy.Count, scalar);
        }
    }

    /// <summary>The nodes in the order they were built; later ones share earlier ones.</summary>
    public IReadOnlyList<LazyTensor> Lazy => _lazy;

    /// <summary>What eager gives for each.</summary>
    public IReadOnlyList<Tensor> Eager => _eager;

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
        _copies.ForEach(tensor => tensor.Dispose());
        _inputs.ForEach(tensor => tensor.Dispose());
    }

    private void AddInput(Tensor tensor)
    {
        _inputs.Add(tensor);
        _copies.Add(tensor.clone());
        _eager.Add(tensor.alias());
        _lazy.Add(LazyTensor.Input(tensor));
    }

    private void Add(int op, int first, int second, double scalar)
    {
        LazyTensor node;
        try
        {
            node = ApplyLazily(op, _lazy[first], _lazy[second], scalar);
        }
        catch (GraphException)
        {
            return;
        }

        _lazy.Add(node);
        _eager.Add(ApplyEagerly(op, _eager[first], _eager[second], scalar));
    }

    private static LazyTensor ApplyLazily(int op, LazyTensor a, LazyTensor b, double scalar) => op switch
    {
        0 => a + b,
        1 => a - b,
        2 => a * b,
        3 => a + scalar,
        4 => a * scalar,
        5 => a.matmul(b),
        6 => a.relu(),
        7 => a.gelu(),
        8 => a.tanh(),
        9 => a.exp(),
        10 => a.softmax(-1),
        11 => a.transpose(0, -1),
        12 => a.linear(b),
        13 => a - scalar,
        _ => LazyTensor.LoraForward(a, b, b, 4, scalar),
    };

    private static Tensor ApplyEagerly(int op, Tensor a, Tensor b, double scalar)
    {
        using Scalar number = scalar;
        return op switch
        {
            0 => a + b,
            1 => a - b,
            2 => a * b,
            3 => a.add(number),
            4 => a.mul(number),
            5 => a.matmul(b),
            6 => a.relu(),
            7 => a.gelu(),
            8 => a.tanh(),
            9 => a.exp(),
            10 => a.softmax(-1),
            11 => a.transpose(0, -1),
            12 => nn.functional.linear(a, b),
            13 => a.sub(number),
            _ => Lora(a, b, scalar / 4),
        };
    }

    private static Tensor Lora(Tensor x, Tensor weight, double scale)
    {
        using Scalar number = scale;
        using Tensor down = x.matmul(weight);
        using Tensor up = down.matmul(weight);
        return up.mul(number);
    }
}
