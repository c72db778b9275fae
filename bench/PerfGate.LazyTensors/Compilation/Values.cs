using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>The values of a compiled graph while it runs; those in its own memory stay between runs.</summary>
/// <param name="graph">After the passes.</param>
internal sealed class Values(NodeGraph graph)
{
    private readonly Tensor?[] _tensors = new Tensor?[graph.Length];
    private readonly Tensor?[] _copies = new Tensor?[graph.Length];
    private readonly nint[] _addresses = new nint[graph.Length];

    public NodeGraph Graph { get; } = graph;

    /// <summary>Computations of this run so far.</summary>
    public int Kernels { get; set; }

    /// <summary>Bytes that this run has taken so far, for what is no output.</summary>
    public long Bytes { get; set; }

    /// <summary>The tensor of a value; null for none, and before it is there.</summary>
    public Tensor? this[int place] => place < 0 ? null : _tensors[place];

    /// <summary>Where a value's elements lie one after the other; only for values that <see cref="PutPlain"/> or <see cref="PutDense"/> was told of.</summary>
    public nint Address(int place) => place < 0 ? 0 : _addresses[place];

    public void Put(int place, Tensor tensor) => _tensors[place] = tensor;

    /// <summary>Takes a tensor whose elements lie one after the other.</summary>
    public void PutPlain(int place, Tensor tensor)
    {
        _tensors[place] = tensor;
        _addresses[place] = Native.Address(tensor);
    }

    /// <summary>Takes a tensor for a value that is read by its address: where its elements do not lie one after the other, a copy is read.</summary>
    public void PutDense(int place, Tensor tensor)
    {
        _tensors[place] = tensor;
        bool isNegated = Native.IsNegated(tensor);
        if (isNegated || !Native.IsContiguous(tensor))
        {
            ref readonly Node node = ref Graph[place];
            Kernels++;
            Bytes += node.Bytes;
            _copies[place] = isNegated ? Native.Empty(node.Sizes, node.DType).copy_(tensor) : tensor.contiguous();
        }

        _addresses[place] = Native.Address(_copies[place] ?? tensor);
    }

    /// <summary>Disposes a value that is read no more, or only the copy of it, where the tensor is not the run's own.</summary>
    public void Drop(int place, bool isOwn)
    {
        _copies[place]?.Dispose();
        _copies[place] = null;
        if (isOwn)
        {
            _tensors[place]?.Dispose();
            _tensors[place] = null;
        }
    }

    /// <summary>Hands a value over: it is not disposed with the others.</summary>
    public Tensor Take(int place)
    {
        Tensor taken = _tensors[place]!;
        _tensors[place] = null;
        return taken;
    }

    /// <summary>Forgets a tensor that is somebody else's.</summary>
    public void Forget(int place) => _tensors[place] = null;
}
