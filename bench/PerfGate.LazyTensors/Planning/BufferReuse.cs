using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>
/// Which results are written to memory that nobody reads any more: in place, where the operand is read for the last time, or
/// where an equally large value was read for the last time before.
/// </summary>
internal sealed class BufferReuse
{
    /// <summary>How many dead values are looked at: what died last is most likely in the cache, and there may be very many of other shapes.</summary>
    private const int MostLooks = 64;

    private readonly NodeGraph _graph;
    private readonly ReadOnlyMemory<int> _allReaders;
    private readonly int[] _readers;
    private readonly bool[] _isTaken;
    private List<int>? _dead;
    private readonly bool _onlyInPlace;

    /// <param name="graph">The graph.</param>
    /// <param name="readers">How often each value is read, being an output included.</param>
    /// <param name="onlyInPlace">Whether nodes may run in another order, or at once, so that only an operand's memory is free for certain.</param>
    public BufferReuse(NodeGraph graph, int[] readers, bool onlyInPlace)
    {
        _graph = graph;
        _onlyInPlace = onlyInPlace;
        _allReaders = readers;
        _readers = [.. readers];
        _isTaken = new bool[graph.Length];
        Destinations = new int[graph.Length];
        IsKept = new bool[graph.Length];
        MarkShared();
        for (int i = 0; i < graph.Length; i++)
        {
            Destinations[i] = Choose(i);
            Read(i);
        }
    }

    public int[] Destinations { get; }

    public bool[] IsKept { get; }

    /// <summary>Whether a node can write its result to memory that is given.</summary>
    private static bool CanWriteTo(in Node node) => node.Op is Op.Fused or Op.AddMm or Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows || (node.Op == Op.MatMul && node.Sizes.Length == 2);

    /// <summary>
    /// Inputs are the caller's, and what a view shows is read through the view as well: neither is ever written to. Nor is an output,
    /// which is never read for the last time.
    /// </summary>
    private void MarkShared()
    {
        for (int i = 0; i < _graph.Length; i++)
        {
            _isTaken[i] |= !IsOwn(_graph[i]);
            if (_graph[i].IsView)
            {
                _isTaken[_graph[i].First] = true;
            }
        }
    }

    /// <summary>
    /// Kernels whose result is new, dense memory; of other operations libtorch may choose strides like the operand's.
    /// </summary>
    private static bool IsOwn(in Node node) => node.Op is Op.Fused or Op.Part or Op.AddMm or Op.MatMul or Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows;

    private int Choose(int place)
    {
        ref readonly Node node = ref _graph[place];
        if (!CanWriteTo(node))
        {
            return -1;
        }

        int destination = InPlace(node);
        if (destination < 0 && !_onlyInPlace)
        {
            destination = Dead(node);
        }

        if (destination >= 0)
        {
            _isTaken[destination] = true;
        }

        return destination;
    }

    private int InPlace(in Node node)
    {
        if (node.Fused is { } fused)
        {
            foreach (int operand in fused.Operands)
            {
                if (IsFree(operand, node))
                {
                    return operand;
                }
            }
        }

        return node.Op is Op.AddMm or Op.SoftmaxRows or Op.RmsNormRows or Op.LayerNormRows
            && node.First >= 0 && node.First != node.Second && node.First != node.Third && IsFree(node.First, node) ? node.First : -1;
    }

    /// <summary>Whether this node reads a value as the last one, and once.</summary>
    private bool IsFree(int value, in Node node) =>
        !_isTaken[value] && (_onlyInPlace ? _allReaders.Span : _readers)[value] == 1 && Fits(value, node);

    private int Dead(in Node node)
    {
        int count = _dead?.Count ?? 0;
        for (int k = count - 1; k >= Math.Max(0, count - MostLooks); k--)
        {
            int value = _dead![k];
            if (Fits(value, node))
            {
                _dead.RemoveAt(k);
                IsKept[value] = true;
                return value;
            }
        }

        return -1;
    }

    private bool Fits(int value, in Node node) =>
        _graph[value].DType == node.DType && _graph[value].Sizes.AsSpan().SequenceEqual(node.Sizes);

    private void Read(int place)
    {
        ref readonly Node node = ref _graph[place];
        for (int k = 0; k < node.Operands; k++)
        {
            if (node.Operand(k) is >= 0 and int operand && --_readers[operand] == 0 && !_isTaken[operand])
            {
                (_dead ??= []).Add(operand);
            }
        }
    }
}
