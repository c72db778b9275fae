using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <content>The kernels that write where the plan says.</content>
internal sealed partial class Computation
{
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
        int summand = isPlain ? -1 : node.First;
        long[] leftSizes = _graph[isPlain ? node.First : node.Second].Sizes, rightSizes = _graph[isPlain ? node.Second : node.Third].Sizes;
        if ((summand < 0 || beta == 1) && OwnProducts.IsFor(node.DType, leftSizes, rightSizes))
        {
            Tensor own = destination < 0 ? Native.Empty(node.Sizes, node.DType) : Take(destination)!;
            _ = summand < 0 || summand == destination ? own : own.copy_(Value(summand)!);
            return OwnProducts.TryCompute(own, summand >= 0, a, b, alpha, leftSizes, rightSizes) ? own : own.addmm_(a, b, summand < 0 ? 0 : 1, alpha);
        }

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

    /// <summary>An operand whose elements lie in memory as they are, one after the other: itself, or a copy.</summary>
    private Tensor Dense(int place, ref List<Tensor>? copies)
    {
        Tensor tensor = _values[place]!;
        bool isNegated = Native.IsNegated(tensor);
        if (Native.IsContiguous(tensor) && !isNegated)
        {
            return tensor;
        }

        Interlocked.Increment(ref _kernels);
        Interlocked.Add(ref _intermediateBytes, _graph[place].Bytes);
        Tensor copy = isNegated ? Native.Empty(_graph[place].Sizes, _graph[place].DType).copy_(tensor) : tensor.contiguous();
        (copies ??= []).Add(copy);
        return copy;
    }
}
