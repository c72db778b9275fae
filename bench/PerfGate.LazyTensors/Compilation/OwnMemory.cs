using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>The memory that a compiled graph keeps between runs, and the tensors in it.</summary>
internal sealed class OwnMemory : IDisposable
{
    private readonly List<Tensor> _tensors = [];
    private readonly bool[] _isThere;

    /// <summary>Takes the memory, and makes a tensor of each value in it, and of each view of one.</summary>
    /// <param name="layout">Where values are.</param>
    /// <param name="values">Takes the tensors.</param>
    public OwnMemory(Layout layout, Values values)
    {
        NodeGraph graph = values.Graph;
        _isThere = new bool[graph.Length];
        try
        {
            Tensor[] buffers = [.. layout.OwnBuffers.Select(buffer => Keep(Native.Empty([buffer.Elements], buffer.DType)))];
            for (int i = 0; i < graph.Length; i++)
            {
                if (layout.Buffers[i] >= 0)
                {
                    Tensor tensor = Keep(buffers[layout.Buffers[i]].view(graph[i].Sizes));
                    Fill(graph[i], tensor);
                    _isThere[i] = true;
                    values.PutDense(i, tensor);
                }
                else if (layout.Homes[i] == Home.View && _isThere[graph[i].First])
                {
                    TryView(i, values);
                }
            }

            Bytes = layout.OwnBuffers.Sum(buffer => buffer.Elements * Graph.DType.Size(buffer.DType));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>How much it is.</summary>
    public long Bytes { get; }

    /// <summary>Whether a value's tensor is there before the first run, and stays.</summary>
    public bool IsThere(int place) => _isThere[place];

    public void Dispose() => _tensors.ForEach(tensor => tensor.Dispose());

    /// <summary>A reshape of what does not lie in order is a copy, and has to be made in each run.</summary>
    private void TryView(int place, Values values)
    {
        ref readonly Node node = ref values.Graph[place];
        Tensor shown = values[node.First]!;
        if (node.Op == Op.Reshape && !Native.IsContiguous(shown))
        {
            return;
        }

        Tensor view = Keep(Kernels.Run(values.Graph, node, shown, null, null));
        _isThere[place] = true;
        values.Put(place, view);
        if (Native.IsContiguous(view))
        {
            values.PutDense(place, view);
        }
    }

    private static void Fill(in Node node, Tensor tensor)
    {
        if (node.Op == Op.Constant)
        {
            using Scalar value = node.Scalar;
            tensor.fill_(value);
        }
    }

    /// <summary>It belongs to the graph, not to a dispose scope that happens to be open.</summary>
    private Tensor Keep(Tensor tensor)
    {
        _tensors.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
