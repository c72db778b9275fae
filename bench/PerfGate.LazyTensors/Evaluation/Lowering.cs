using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>
/// What has to be computed for some outputs, as a list of nodes, each after its operands. What was evaluated before is a leaf;
/// it is leased until this is disposed.
/// </summary>
/// <remarks>
/// Nodes remember where they stand in the list, which is many times quicker than to look them up. So one graph is listed
/// at a time; that takes some 20 ns a node.
/// </remarks>
internal sealed class Lowering : IDisposable
{
    private const int Missing = -2;
    private static readonly Lock Listing = new();
    private static uint _lastListing;

    [ThreadStatic]
    private static Lowering? _spare;

    private readonly Stack<LazyTensor> _pending = new();
    private readonly List<Result> _leased = [];
    private readonly LeafList _leaves = new();
    private Node[] _nodes = new Node[16];
    private int[] _outputs = [];
    private int _count;
    private int _slots;
    private uint _listing;

    /// <summary>How many different lazy tensors there are, inputs and outputs included.</summary>
    public int GraphNodes { get; private set; }

    public ReadOnlySpan<Node> Nodes => _nodes.AsSpan(0, _count);

    public ReadOnlySpan<int> Outputs => _outputs;

    /// <summary>Lists what the outputs need.</summary>
    /// <exception cref="ObjectDisposedException">A tensor that is an input, or the result of a node that was evaluated, was disposed.</exception>
    /// <exception cref="GraphException">An input has another shape or dtype than it had, or records gradients.</exception>
    public static Lowering Of(ReadOnlySpan<LazyTensor> outputs) => Of(outputs, []);

    /// <summary>Lists what the outputs need, with slots that have no tensor: they are the first inputs, whether they are read or not.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{LazyTensor})"/>
    public static Lowering Of(ReadOnlySpan<LazyTensor> outputs, ReadOnlySpan<LazyTensor> slots)
    {
        Lowering lowering = _spare ?? new Lowering();
        _spare = null;
        try
        {
            lowering.List(outputs, slots);
            return lowering;
        }
        catch
        {
            lowering.Dispose();
            throw;
        }
    }

    /// <summary>How many tensors are inputs.</summary>
    public int Leaves => _leaves.Count;

    /// <summary>The tensor of an input, by <see cref="Node.Index"/> less the number of slots.</summary>
    public Tensor Leaf(int index) => _leaves[index];

    /// <summary>The same as a graph of its own, which outlives this.</summary>
    public NodeGraph ToGraph() => new(Nodes.ToArray(), _outputs);

    /// <summary>A node's operands; none for a leaf, and for what was evaluated.</summary>
    public static (LazyTensor? First, LazyTensor? Second, LazyTensor? Third) OperandsOf(LazyTensor node)
    {
        lock (Listing)
        {
            return (node.First, node.Second, node.Third);
        }
    }

    /// <summary>Lets nodes go of their operands, if their tensors are there and they keep them.</summary>
    public static void ForgetOperands(ReadOnlySpan<LazyTensor> nodes, ReadOnlySpan<Result> results, ReadOnlySpan<Tensor?> tensors)
    {
        lock (Listing)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                if (tensors[i] is not null && nodes[i].Keeps(results[i]))
                {
                    (nodes[i].First, nodes[i].Second, nodes[i].Third) = (null, null, null);
                }
            }
        }
    }

    /// <summary>Ends the leases.</summary>
    public void Dispose()
    {
        foreach (Result leased in _leased)
        {
            leased.EndLease();
        }

        _leased.Clear();
        _pending.Clear();
        _leaves.Clear();
        _nodes.AsSpan(0, _count).Clear();
        (_count, _slots, GraphNodes, _outputs) = (0, 0, 0, []);
        _spare = this;
    }

    private void List(ReadOnlySpan<LazyTensor> outputs, ReadOnlySpan<LazyTensor> slots)
    {
        _outputs = new int[outputs.Length];
        lock (Listing)
        {
            // After four thousand million listings a node may be taken for listed that was last seen that long ago; 0 is never one.
            _lastListing = Math.Max(1, _lastListing + 1);
            _listing = _lastListing;
            _slots = slots.Length;
            for (int i = 0; i < slots.Length; i++)
            {
                Add() = new Node(Op.Input, slots[i].dtype, slots[i].Sizes) { Index = i };
                Register(slots[i], i);
            }

            for (int i = 0; i < outputs.Length; i++)
            {
                _outputs[i] = Visit(outputs[i]);
            }
        }
    }

    /// <summary>Adds a node after all that it depends on; by a stack of its own, for graphs may be deep.</summary>
    private int Visit(LazyTensor output)
    {
        LazyTensor? node = output;
        do
        {
            if (!IsListed(node) && !TryAdd(node))
            {
                _pending.Push(node);
                PushMissing(node);
            }
        }
        while (_pending.TryPop(out node));

        return output.Mark.Place;
    }

    private bool IsListed(LazyTensor node) => node.Mark.Listing == _listing;

    private bool TryAdd(LazyTensor node)
    {
        if (node.TryLease(out Tensor? tensor, out Result? result))
        {
            Register(node, LeafOf(node, tensor, result));
            return true;
        }

        if (node.Op == Op.Input)
        {
            throw GraphException.At("input", $"the slot {node} of a compiled graph holds no tensor; only what its own function returns can read it");
        }

        if (node.First is null && node.Op != Op.Constant)
        {
            throw new ObjectDisposedException(nameof(LazyTensor), $"the result of {node} was disposed after it was evaluated, and it has no operands any more");
        }

        int first = PlaceOf(node.First), second = PlaceOf(node.Second), third = PlaceOf(node.Third);
        if (first == Missing || second == Missing || third == Missing)
        {
            return false;
        }

        ref Node added = ref Add();
        added = new Node(node.Op, node.dtype, node.Sizes, first, second, third)
        {
            Scalar = node.Scalar,
            FirstDimension = node.FirstDimension,
            SecondDimension = node.SecondDimension,
        };
        Register(node, _count - 1);
        return true;
    }

    private int PlaceOf(LazyTensor? operand) => operand is null ? -1 : IsListed(operand) ? operand.Mark.Place : Missing;

    private void PushMissing(LazyTensor node)
    {
        PushIfMissing(node.Third);
        PushIfMissing(node.Second);
        PushIfMissing(node.First);
    }

    private void PushIfMissing(LazyTensor? operand)
    {
        if (operand is not null && !IsListed(operand))
        {
            _pending.Push(operand);
        }
    }

    private void Register(LazyTensor node, int place)
    {
        node.Mark = new PlaceMark(_listing, place);
        GraphNodes++;
    }

    /// <summary>Nodes with the same tensor are the same leaf.</summary>
    private int LeafOf(LazyTensor node, Tensor tensor, Result result)
    {
        if (!result.IsBorrowed)
        {
            _leased.Add(result);
        }

        if (_leaves.TryFind(tensor, out int place))
        {
            return place;
        }

        RequireUnchanged(node, tensor, result);
        Add() = new Node(Op.Input, node.dtype, node.Sizes) { Index = _slots + _leaves.Count };
        _leaves.Add(tensor, _count - 1);
        return _count - 1;
    }

    /// <summary>
    /// What the caller did to a tensor in place since the graph was built may have made its shapes wrong, and libtorch
    /// would record gradients that nobody expects.
    /// </summary>
    private static void RequireUnchanged(LazyTensor node, Tensor tensor, Result result)
    {
        if (!Native.Has(tensor, node.Sizes, node.dtype))
        {
            throw GraphException.At(
                "input", $"what was {Shape.Text(node.Sizes)} {node.dtype} when the graph was built is {Shape.Text(tensor.shape)} {tensor.dtype} now");
        }

        if (!result.IgnoresGradients && Native.RequiresGrad(tensor))
        {
            throw GraphException.At("input", $"the tensor of shape {Shape.Text(node.Sizes)} is recorded for gradients since the graph was built");
        }
    }

    private ref Node Add()
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _count);
        }

        return ref _nodes[_count++];
    }
}
