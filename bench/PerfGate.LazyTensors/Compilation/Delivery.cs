using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Sees to it that every output is where it belongs.</summary>
/// <param name="values">The values of the run.</param>
/// <param name="layout">Where they are.</param>
/// <param name="bindings">Which inputs are donated.</param>
internal sealed class Delivery(Values values, Layout layout, Bindings bindings)
{
    private readonly int[] _written = [.. Enumerable.Range(0, layout.Homes.Length).Where(place => layout.Homes[place] == Home.Output)];

    /// <summary>Lets kernels write to outputs, where they can, and takes memory for those that have none.</summary>
    public void TakeOutputs(Tensor?[] outputs)
    {
        foreach (int place in _written)
        {
            ref Tensor? output = ref outputs[layout.Outputs[place]];
            values.PutPlain(place, output ??= Native.Empty(values.Graph[place].Sizes, values.Graph[place].DType));
        }
    }

    /// <summary>Forgets the outputs, which are somebody else's now.</summary>
    public void ForgetOutputs()
    {
        foreach (int place in _written)
        {
            values.Forget(place);
        }
    }

    /// <summary>Copies what was not written to its output at once. Outputs are contiguous, and share memory neither with each other nor with what was given.</summary>
    public void Finish(Tensor?[] outputs)
    {
        Tensor?[]? saved = SaveOverwritten(outputs);
        for (int i = outputs.Length - 1; i >= 0; i--)
        {
            int place = values.Graph.Outputs[i];
            if (layout.Outputs[place] == i)
            {
                continue;
            }

            bool isFirst = values.Graph.Outputs.IndexOf(place) == i;
            if (outputs[i] is null && isFirst && layout.Homes[place] == Home.Fresh && IsPlain(values[place]!))
            {
                outputs[i] = values.Take(place);
                continue;
            }

            Tensor source = saved?[i] ?? values[place]!;
            outputs[i] ??= Native.Empty(values.Graph[place].Sizes, values.Graph[place].DType);
            if (!ReferenceEquals(outputs[i], source))
            {
                outputs[i]!.copy_(source);
                values.Kernels++;
            }
        }

        Array.ForEach(saved ?? [], tensor => tensor?.Dispose());
    }

    /// <summary>Whether a result can be given to a later run to be written to.</summary>
    private static bool IsPlain(Tensor tensor) => Native.IsContiguous(tensor) && !Native.IsNegated(tensor);

    /// <summary>What shows a donated input has to be read before any copy is written over it.</summary>
    private Tensor?[]? SaveOverwritten(Tensor?[] outputs)
    {
        Tensor?[]? saved = null;
        for (int i = 0; i < outputs.Length; i++)
        {
            ref readonly Node root = ref values.Graph[layout.Lifetimes.Root(values.Graph.Outputs[i])];
            if (root.Op == Op.Input && root.Index < bindings.Slots.Length && bindings.IsDonated[root.Index] && !ReferenceEquals(outputs[i], values[values.Graph.Outputs[i]]))
            {
                saved ??= new Tensor?[outputs.Length];
                saved[i] = values[values.Graph.Outputs[i]]!.clone();
                values.Kernels++;
            }
        }

        return saved;
    }
}
