using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Planning;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>One run of a plan: the values that are there now, and what it has cost so far.</summary>
/// <remarks>Several threads may compute different nodes, if none is begun before its operands are there.</remarks>
/// <param name="plan">What to do.</param>
/// <param name="lowering">Where the inputs are; not disposed while this runs.</param>
internal sealed partial class Computation(Plan plan, Lowering lowering) : IDisposable
{
    private readonly NodeGraph _graph = plan.Graph;
    private readonly Tensor?[] _values = new Tensor?[plan.Graph.Length];
    private readonly int[] _readers = plan.Readers.ToArray();
    private List<Tensor>? _detached;
    private long _intermediateBytes;
    private int _kernels;

    /// <summary>What was counted so far.</summary>
    public EvaluationCounters Counters => new(lowering.GraphNodes, _kernels, _intermediateBytes);

    /// <summary>Computes a node, and gives up the operands that nobody else reads.</summary>
    public void Compute(int place)
    {
        ref readonly Node node = ref _graph[place];
        switch (node.Op)
        {
            case Op.Input:
                _values[place] = Leaf(node.Index);
                return;
            case Op.Part:
                break;
            case Op.Fused:
                RunFused(place, node.Fused!);
                break;
            case Op.SoftmaxRows:
            case Op.RmsNormRows:
            case Op.LayerNormRows:
                RunRows(place);
                break;
            case Op.AddMm:
            case Op.MatMul when plan.Destinations[place] >= 0:
                Put(place, AddMm(node, plan.Destinations[place]));
                break;
            default:
                Put(place, Kernels.Run(_graph, node, Value(node.First), Value(node.Second), Value(node.Third)));
                break;
        }

        for (int i = 0; i < node.Operands; i++)
        {
            if (node.Operand(i) is >= 0 and int operand && Interlocked.Decrement(ref _readers[operand]) == 0)
            {
                GiveUp(operand);
            }
        }

        if (plan.Readers[place] == 0)
        {
            GiveUp(place);
        }
    }

    /// <summary>Hands the outputs over. Those that are the same value get a handle each on one memory.</summary>
    public void Deliver(Tensor?[] outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            int place = _graph.Outputs[i];
            int twin = plan.Twins[i];
            Tensor value = twin < i ? outputs[twin]! : _values[place]!;
            bool isOwn = twin == i && _graph[place].Op != Op.Input && !plan.CopiesOutput[i];
            Tensor tensor = plan.CopiesOutput[i] ? Copy(value) : isOwn ? value : value.alias();
            if (isOwn)
            {
                _values[place] = null;
            }

            // The result belongs to the node, not to a dispose scope that happens to be open on this thread.
            outputs[i] = tensor.DetachFromDisposeScope();
        }
    }

    /// <summary>Disposes what is left.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            Drop(i);
        }

        _detached?.ForEach(tensor => tensor.Dispose());
    }

    /// <summary>An input, without the gradients that it may require. Inputs are read one after the other, before what several threads compute.</summary>
    private Tensor Leaf(int index)
    {
        Tensor leaf = lowering.Leaf(index);
        if (Native.RequiresGrad(leaf))
        {
            leaf = leaf.detach();
            (_detached ??= []).Add(leaf);
        }

        return leaf;
    }

    private Tensor? Value(int place) => place < 0 ? null : _values[place];

    private void GiveUp(int place)
    {
        if (!plan.IsKept[place])
        {
            Drop(place);
        }
    }

    private void Drop(int place)
    {
        if (_values[place] is { } value && _graph[place].Op != Op.Input)
        {
            _values[place] = null;
            value.Dispose();
        }
    }

    private Tensor Copy(Tensor tensor)
    {
        Interlocked.Increment(ref _kernels);
        return tensor.clone();
    }

    private void Put(int place, Tensor tensor)
    {
        ref readonly Node node = ref _graph[place];
        int kernels = Kernels.Count(node, Value(node.First));
        _values[place] = tensor;
        Interlocked.Add(ref _kernels, kernels);
        if (kernels > 0 && plan.Destinations[place] < 0 && !plan.BecomesOutput[place])
        {
            Interlocked.Add(ref _intermediateBytes, node.Bytes);
        }
    }
}
