using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>
/// What has to be computed for some outputs, as a list of nodes, each after its operands. What was evaluated before is a leaf;
/// it is leased until this is disposed.
/// </summary>
internal sealed class Lowering : IDisposable
{
    private const int Missing = -2;

    [ThreadStatic]
    private static Lowering? t_spare;

    private readonly PlaceMap _places = new();
    private readonly Stack<LazyTensor> _pending = new();
    private readonly List<Result> _leased = [];
    private Node[] _nodes = new Node[16];
    private Tensor[] _leaves = new Tensor[4];
    private int[] _outputs = [];
    private int _leafCount;
    private int _count;

    /// <summary>How many different lazy tensors there are, inputs and outputs included.</summary>
    public int GraphNodes { get; private set; }

    public ReadOnlySpan<Node> Nodes => _nodes.AsSpan(0, _count);

    public ReadOnlySpan<int> Outputs => _outputs;


    /// <summary>Lists what the outputs need.</summary>
    /// <exception cref="ObjectDisposedException">A tensor that is an input was disposed.</exception>
    public static Lowering Of(ReadOnlySpan<LazyTensor> outputs)
    {
        Lowering lowering = t_spare ?? new Lowering();
        t_spare = null;
        try
        {
            lowering._outputs = new int[outputs.Length];
            for (int i = 0; i < outputs.Length; i++)
            {
                lowering._outputs[i] = lowering.Visit(outputs[i]);
            }

            return lowering;
        }
        catch
        {
            lowering.Dispose();
            throw;
        }
    }

    /// <summary>The tensor of an input, by <see cref="Node.Index"/>.</summary>
    public Tensor Leaf(int index) => _leaves[index];

    /// <summary>The same as a graph of its own, which outlives this.</summary>
    public NodeGraph ToGraph() => new(Nodes.ToArray(), _outputs);

    /// <summary>Ends the leases.</summary>
    public void Dispose()
    {
        foreach (Result leased in _leased)
        {
            leased.EndLease();
        }

        _leased.Clear();
        _pending.Clear();
        _places.Clear();
        _nodes.AsSpan(0, _count).Clear();
        _leaves.AsSpan(0, _leafCount).Clear();
        (_count, _leafCount, GraphNodes, _outputs) = (0, 0, 0, []);
        t_spare = this;
    }

    /// <summary>Adds a node after all that it depends on; by a stack of its own, for graphs may be deep.</summary>
    private int Visit(LazyTensor output)
    {
        if (_places.TryGet(output, out int place))
        {
            return place;
        }

        _pending.Push(output);
        while (_pending.TryPeek(out LazyTensor? node))
        {
            if (TryAdd(node, out place))
            {
                _pending.Pop();
            }
        }

        return place;
    }

    private bool TryAdd(LazyTensor node, out int place)
    {
        if (_places.TryGet(node, out place))
        {
            return true;
        }

        if (node.TryLease(out Tensor? tensor, out Result? result))
        {
            place = LeafOf(node, tensor, result);
            Register(node, place);
            return true;
        }

        int first = OperandOrPush(node.First), second = OperandOrPush(node.Second), third = OperandOrPush(node.Third);
        if (first == Missing || second == Missing || third == Missing)
        {
            return false;
        }

        place = Add(new Node(node.Op, node.dtype, node.Sizes, first, second, third)
        {
            Scalar = node.Scalar,
            FirstDimension = node.FirstDimension,
            SecondDimension = node.SecondDimension,
        });
        Register(node, place);
        return true;
    }

    private int OperandOrPush(LazyTensor? operand)
    {
        if (operand is null)
        {
            return -1;
        }

        if (_places.TryGet(operand, out int place))
        {
            return place;
        }

        _pending.Push(operand);
        return Missing;
    }

    private void Register(LazyTensor node, int place)
    {
        _places.Add(node, place);
        GraphNodes++;
    }

    /// <summary>Nodes with the same tensor are the same leaf.</summary>
    private int LeafOf(LazyTensor node, Tensor tensor, Result result)
    {
        if (!result.IsBorrowed)
        {
            _leased.Add(result);
        }

        if (_places.TryGet(tensor, out int place))
        {
            return place;
        }

        if (_leafCount == _leaves.Length)
        {
            Array.Resize(ref _leaves, 2 * _leafCount);
        }

        _leaves[_leafCount] = tensor;
        place = Add(new Node(Op.Input, node.dtype, node.Sizes) { Index = _leafCount++ });
        _places.Add(tensor, place);
        return place;
    }

    private int Add(in Node node)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _count);
        }

        _nodes[_count] = node;
        return _count++;
    }
}
