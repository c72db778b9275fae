using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Planning;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>One run of a plan: the values that are there now, and what it has cost so far.</summary>
/// <remarks>Several threads may compute different nodes, if none is begun before its operands are there.</remarks>
/// <param name="plan">What to do.</param>
/// <param name="lowering">Where the inputs are; not disposed while this runs.</param>
internal sealed class Computation(Plan plan, Lowering lowering) : IDisposable
{
    private readonly NodeGraph _graph = plan.Graph;
    private readonly Tensor?[] _values = new Tensor?[plan.Graph.Length];
    private readonly int[] _readers = plan.Readers.ToArray();
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
                _values[place] = lowering.Leaf(node.Index);
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
            int twin = _graph.Outputs[..i].IndexOf(place);
            Tensor value = twin >= 0 ? outputs[twin]! : _values[place]!;
            bool isOwn = twin < 0 && _graph[place].Op != Op.Input && !plan.CopiesOutput[i];
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

    /// <summary>The tensor of a value that is not needed any more, to be overwritten.</summary>
    private Tensor? Take(int place)
    {
        Tensor? taken = Value(place);
        if (taken is not null)
        {
            _values[place] = null;
        }

        return taken;
    }

    /// <summary>beta·c + alpha·(a·b), or a·b, where possible into memory that is there.</summary>
    private Tensor AddMm(in Node node, int destination)
    {
        bool isPlain = node.Op == Op.MatMul;
        (Tensor a, Tensor b) = isPlain ? (Value(node.First)!, Value(node.Second)!) : (Value(node.Second)!, Value(node.Third)!);
        (float alpha, float beta) = isPlain ? (1, 0) : ((float)node.Scalar, (float)node.Beta);
        if (!isPlain && node.First >= 0 && node.First != destination)
        {
            return destination < 0 ? Value(node.First)!.addmm(a, b, beta, alpha) : Take(destination)!.copy_(Value(node.First)!).addmm_(a, b, beta, alpha);
        }

        Tensor target = destination < 0 ? Native.Empty(node.Sizes, node.DType) : Take(destination)!;
        return target.addmm_(a, b, node.First == destination && !isPlain ? beta : 0, alpha);
    }

    private void RunFused(int place, FusedGroup group)
    {
        int operands = group.Operands.Length;
        Span<nint> inputs = stackalloc nint[operands];
        List<Tensor>? copies = null;
        for (int i = 0; i < operands; i++)
        {
            inputs[i] = Native.Address(Dense(group.Operands[i], ref copies));
        }

        int results = group.Body.Outputs.Length;
        Span<nint> outputs = stackalloc nint[results];
        int destination = plan.Destinations[place];
        for (int i = 0; i < results; i++)
        {
            int result = i == 0 ? place : plan.Parts[place][i - 1];
            bool isNew = i > 0 || destination < 0;
            Tensor target = isNew ? Native.Empty(_graph[result].Sizes, _graph[result].DType) : _values[destination]!;
            outputs[i] = Native.Address(target);
            _values[result] = target;
            if (isNew && !plan.BecomesOutput[result])
            {
                Interlocked.Add(ref _intermediateBytes, _graph[result].Bytes);
            }
        }

        group.Kernel.Run(inputs, group.RowStrides, outputs, group.Scalars, group.Rows, group.Columns);
        Interlocked.Increment(ref _kernels);
        copies?.ForEach(copy => copy.Dispose());
        if (destination >= 0)
        {
            _values[destination] = null;
        }

        for (int i = 0; i < operands; i++)
        {
            GC.KeepAlive(_values[group.Operands[i]]);
        }
    }

    private void RunRows(int place)
    {
        ref readonly Node node = ref _graph[place];
        List<Tensor>? copies = null;
        Tensor input = Dense(node.First, ref copies);
        Tensor? weight = node.Second < 0 ? null : Dense(node.Second, ref copies);
        Tensor? bias = node.Third < 0 ? null : Dense(node.Third, ref copies);
        Tensor target = Take(plan.Destinations[place]) ?? Native.Empty(node.Sizes, node.DType);
        _values[place] = target;
        RowKernel.Run(node, Native.Address(input), Address(weight), Address(bias), Native.Address(target));
        Count(place);
        copies?.ForEach(copy => copy.Dispose());
        GC.KeepAlive(input);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
    }

    private static nint Address(Tensor? tensor) => tensor is null ? 0 : Native.Address(tensor);

    private void Count(int place)
    {
        Interlocked.Increment(ref _kernels);
        if (plan.Destinations[place] < 0 && !plan.BecomesOutput[place])
        {
            Interlocked.Add(ref _intermediateBytes, _graph[place].Bytes);
        }
    }

    /// <summary>
    /// An operand whose elements lie one after the other: itself, or a copy. The caller may have changed an input's shape in place
    /// since the graph was built; where the elements stay in their order, that changes nothing here.
    /// </summary>
    private Tensor Dense(int place, ref List<Tensor>? copies)
    {
        Tensor tensor = _values[place]!;
        bool isContiguous = Native.IsContiguous(tensor);
        if (Native.Count(tensor) != _graph[place].Elements || !(isContiguous || tensor.shape.AsSpan().SequenceEqual(_graph[place].Sizes)))
        {
            throw GraphException.At("input", $"what was {Shape.Text(_graph[place].Sizes)} when the graph was built is {Shape.Text(tensor.shape)} now");
        }

        if (isContiguous)
        {
            return tensor;
        }

        Interlocked.Increment(ref _kernels);
        Interlocked.Add(ref _intermediateBytes, _graph[place].Bytes);
        Tensor copy = tensor.contiguous();
        (copies ??= []).Add(copy);
        return copy;
    }
}
