using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Looks at everything that a run is given, before anything is written.</summary>
/// <param name="trace">What was compiled.</param>
/// <param name="bindings">Where what is given goes.</param>
internal sealed class ArgumentCheck(Trace trace, Bindings bindings)
{
    private const int None = -1;

    private readonly Aliasing _aliasing = new();
    private readonly NodeGraph _graph = trace.Graph;

    /// <exception cref="GraphException">Number, shape, dtype or device do not fit, gradients would be recorded, or memory is shared.</exception>
    /// <exception cref="ObjectDisposedException">A tensor was disposed.</exception>
    public void Require(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers, ReadOnlySpan<Tensor?> into)
    {
        Arguments.RequireCount("inputs", inputs.Length, bindings.Slots.Length);
        Arguments.RequireCount("numbers", numbers.Length, trace.Numbers);
        for (int i = 0; i < inputs.Length; i++)
        {
            Arguments.Require(inputs[i], "input", i, bindings.Slots[i].Sizes, bindings.Slots[i].DType, bindings.IsDonated[i]);
        }

        for (int i = 0; i < trace.Captured; i++)
        {
            if (bindings.PlaceOfCaptured(i) is >= 0 and int place)
            {
                Arguments.Require(trace.CapturedTensor(i), "the tensor from outside", i, _graph[place].Sizes, _graph[place].DType, isWritten: false);
            }
        }

        if (!into.IsEmpty)
        {
            Arguments.RequireCount("outputs", into.Length, bindings.Donations.Length);
        }

        for (int i = 0; i < into.Length; i++)
        {
            if (into[i] is { } given && !(bindings.Donations[i] >= 0 && ReferenceEquals(given, inputs[bindings.Donations[i]])))
            {
                ref readonly Node node = ref _graph[_graph.Outputs[i]];
                Arguments.Require(given, "output", i, node.Sizes, node.DType, isWritten: true);
                if (bindings.Donations[i] >= 0)
                {
                    throw GraphException.At("run", $"output {i} takes the memory of input {bindings.Donations[i]}, which is donated; give that tensor, or null");
                }
            }
        }

        RequireApart(inputs, into);
    }

    private void RequireApart(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> into)
    {
        if (into.IsEmpty && !bindings.IsDonated.AsSpan().Contains(true))
        {
            return;
        }

        _aliasing.Clear();
        for (int i = 0; i < inputs.Length; i++)
        {
            var like = new Node(Op.Input, bindings.Slots[i].DType, bindings.Slots[i].Sizes);
            _aliasing.Read(inputs[i], like, "input", i);
            if (bindings.IsDonated[i])
            {
                _aliasing.Written(inputs[i], like, "input", i, donated: i);
            }
        }

        for (int i = 0; i < trace.Captured; i++)
        {
            if (bindings.PlaceOfCaptured(i) is >= 0 and int place)
            {
                _aliasing.Read(trace.CapturedTensor(i), _graph[place], "the tensor from outside", i);
            }
        }

        for (int i = 0; i < into.Length; i++)
        {
            if (into[i] is { } given && bindings.Donations[i] < 0)
            {
                _aliasing.Written(given, _graph[_graph.Outputs[i]], "output", i, None);
            }
        }

        _aliasing.Require();
    }
}
