using PerfGate.LazyTensors.Compilation;
using PerfGate.LazyTensors.Differentiation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <summary>Makes functions of lazy tensors into what can be run again and again, and losses into their gradients.</summary>
public static class Lazy
{
    /// <summary>Compiles a function with one output, and without numbers, with <see cref="LazyOptions.Default"/>.</summary>
    /// <inheritdoc cref="Compile(Func{LazyTensor[], LazyTensor[], IReadOnlyList{LazyTensor}}, ReadOnlySpan{InputSlot}, int, ScalarType, LazyOptions?)"/>
    public static CompiledGraph Compile(Func<LazyTensor[], LazyTensor> compute, params ReadOnlySpan<InputSlot> inputs)
    {
        ArgumentNullException.ThrowIfNull(compute);
        return Compile((tensors, _) => [compute(tensors)], inputs);
    }

    /// <summary>Calls a function once, and plans what it builds: a run computes it without building or planning anything.</summary>
    /// <param name="compute">
    /// Takes a node for each input and one for each number, a scalar, and gives the outputs, at least one. Tensors that it takes from outside are inputs
    /// too: what changes in their memory is seen by later runs, and they must not be disposed before this.
    /// </param>
    /// <param name="inputs">The shape and dtype of each tensor that a run is given.</param>
    /// <param name="numbers">How many numbers a run is given; not negative. They may differ from run to run at no cost.</param>
    /// <param name="numberType">The dtype of the numbers, Float32 or Float64: that of the tensors they are to be combined with.</param>
    /// <param name="options">Which passes to run; null for <see cref="LazyOptions.Default"/>.</param>
    /// <exception cref="GraphException">
    /// The function gives nothing, or builds on a slot of another graph; a donated input is like no output that is left; numbers are of another dtype.
    /// </exception>
    public static CompiledGraph Compile(
        Func<LazyTensor[], LazyTensor[], IReadOnlyList<LazyTensor>> compute,
        ReadOnlySpan<InputSlot> inputs,
        int numbers = 0,
        ScalarType numberType = ScalarType.Float32,
        LazyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(compute);
        ArgumentOutOfRangeException.ThrowIfNegative(numbers);
        if (!DType.IsNumber(numberType))
        {
            throw GraphException.At("compile", $"numbers of {numberType} are asked for, and they are of Float32 or Float64");
        }

        Trace trace = Trace.Of(compute, inputs, numbers, numberType, (options ?? LazyOptions.Default).Passes);
        try
        {
            return new CompiledGraph(new Executable(trace, inputs, numberType));
        }
        catch
        {
            trace.Dispose();
            throw;
        }
    }

    /// <summary>The gradients of a loss, which are graphs themselves: to be evaluated, compiled, or differentiated again.</summary>
    /// <param name="loss">One number, built on what it is differentiated by and not evaluated yet.</param>
    /// <param name="withRespectTo">Inputs, slots, or other nodes of the graph, of Float32 or Float64.</param>
    /// <returns>For each of them the gradient, of its shape and dtype. Equal largest elements share theirs evenly, relu has none at 0, as in eager.</returns>
    /// <exception cref="GraphException">
    /// The loss is not one number, does not depend on one of them, or only through what has no gradient, such as comparisons; or a node between them was
    /// evaluated and has no operands any more.
    /// </exception>
    public static LazyTensor[] Grad(LazyTensor loss, params ReadOnlySpan<LazyTensor> withRespectTo)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Gradients.Of(loss, withRespectTo);
    }
}
