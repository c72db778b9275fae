using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Passes;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>What a function of lazy tensors computes, with slots for what it is given.</summary>
internal sealed class Trace : IDisposable
{
    private readonly Lowering _lowering;

    private Trace(Lowering lowering, NodeGraph graph, int inputs, int numbers)
    {
        _lowering = lowering;
        Graph = graph;
        (Inputs, Numbers) = (inputs, numbers);
        GraphNodes = lowering.GraphNodes;
    }

    /// <summary>After the passes. Inputs are numbered: the slots, the numbers, then the tensors that were there.</summary>
    public NodeGraph Graph { get; }

    public int Inputs { get; }

    public int Numbers { get; }

    /// <summary>How many nodes the function made, slots included.</summary>
    public int GraphNodes { get; }

    /// <summary>How many tensors the function found outside.</summary>
    public int Captured => _lowering.Leaves;

    /// <summary>Calls the function once.</summary>
    /// <param name="compute">Takes a node for each slot and for each number.</param>
    /// <param name="slots">What a run will be given.</param>
    /// <param name="numbers">How many numbers it will be given.</param>
    /// <param name="numberType">Their dtype.</param>
    /// <param name="passes">Which passes to run.</param>
    /// <exception cref="GraphException">The function gives nothing, or reads a slot of another graph.</exception>
    public static Trace Of(
        Func<LazyTensor[], LazyTensor[], IReadOnlyList<LazyTensor>> compute, ReadOnlySpan<InputSlot> slots, int numbers, ScalarType numberType, Pass passes)
    {
        var inputs = new LazyTensor[slots.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(slots[i]);
            inputs[i] = LazyTensor.Slot(slots[i].Sizes, slots[i].DType);
        }

        LazyTensor[] scalars = [.. Enumerable.Range(0, numbers).Select(_ => LazyTensor.Slot([], numberType))];
        LazyTensor[] outputs = [.. compute([.. inputs], [.. scalars]) ?? []];
        if (outputs.Length == 0 || outputs.Contains(null!))
        {
            throw GraphException.At("compile", "the function gives no output, or null for one");
        }

        Lowering lowering = Lowering.Of(outputs, [.. inputs, .. scalars]);
        try
        {
            NodeGraph graph = Pipeline.Run(FlatProducts.In(lowering.ToGraph(), passes), passes);
            return new Trace(lowering, graph, inputs.Length, numbers);
        }
        catch
        {
            lowering.Dispose();
            throw;
        }
    }

    /// <summary>A tensor that the function found outside.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public Tensor CapturedTensor(int index) => _lowering.Leaf(index);

    /// <summary>Lets go of the tensors that were there.</summary>
    public void Dispose() => _lowering.Dispose();
}
