using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Runs a compiled graph, for one caller at a time.</summary>
internal sealed class Executable : IDisposable
{
    private const int None = -1;

    private readonly Trace _trace;
    private readonly NodeGraph _graph;
    private readonly Layout _layout;
    private readonly Values _values;
    private readonly OwnMemory _memory;
    private readonly Program _program;
    private readonly Aliasing _aliasing = new();
    private readonly Tensor[] _numbers;
    private readonly int[] _donations;
    private readonly bool[] _isDonated;
    private readonly int[] _placeOfInput;

    /// <summary>Lays the graph out, and takes the memory that it needs.</summary>
    /// <param name="trace">What to compute; disposed with this.</param>
    /// <param name="slots">The tensors that a run is given.</param>
    /// <param name="numberType">The dtype of the numbers.</param>
    /// <exception cref="GraphException">A donated input is like no output that is left.</exception>
    public Executable(Trace trace, ReadOnlySpan<InputSlot> slots, ScalarType numberType)
    {
        (_trace, _graph) = (trace, trace.Graph);
        _donations = Compilation.Donations.Of(_graph, slots);
        _isDonated = [.. Enumerable.Range(0, slots.Length).Select(input => _donations.Contains(input))];
        _layout = new Layout(_graph, new Lifetimes(_graph), _donations);
        _values = new Values(_graph);
        _memory = new OwnMemory(_layout, _values);
        _program = new Program(_graph, _layout, _memory);
        _placeOfInput = new int[slots.Length + trace.Numbers + trace.Captured];
        Array.Fill(_placeOfInput, None);
        for (int i = 0; i < _graph.Length; i++)
        {
            if (_graph[i].Op == Op.Input)
            {
                _placeOfInput[_graph[i].Index] = i;
            }
        }

        Slots = [.. slots];
        _numbers = [.. Enumerable.Range(0, trace.Numbers).Select(_ => Native.Empty([], numberType).DetachFromDisposeScope())];
        for (int i = 0; i < _numbers.Length; i++)
        {
            Bind(slots.Length + i, _numbers[i]);
        }
    }

    public InputSlot[] Slots { get; }

    public ReadOnlySpan<int> Donations => _donations;

    /// <summary>Memory that stays between runs.</summary>
    public long OwnBytes => _memory.Bytes;

    /// <summary>What the last run did.</summary>
    public EvaluationCounters Counters => new(_trace.GraphNodes, _values.Kernels, _values.Bytes);

    /// <summary>Computes the outputs.</summary>
    public Tensor[] Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers, ReadOnlySpan<Tensor?> into)
    {
        Require(inputs, numbers, into);
        (_values.Kernels, _values.Bytes) = (0, 0);
        var outputs = new Tensor?[_donations.Length];
        try
        {
            BindAll(inputs, numbers);
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i] = _donations[i] >= 0 ? inputs[_donations[i]] : into.IsEmpty ? null : into[i];
            }

            TakeOutputs(outputs);
            foreach (Step step in _program.Steps)
            {
                step.Run(_values);
            }

            Finish(outputs);
            return outputs!;
        }
        catch
        {
            DisposeNew(outputs, into);
            throw;
        }
        finally
        {
            Release();
        }
    }

    public void Dispose()
    {
        _memory.Dispose();
        Array.ForEach(_numbers, number => number.Dispose());
        _trace.Dispose();
    }

    private void Require(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers, ReadOnlySpan<Tensor?> into)
    {
        Arguments.RequireCount("inputs", inputs.Length, Slots.Length);
        Arguments.RequireCount("numbers", numbers.Length, _numbers.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            Arguments.Require(inputs[i], "input", i, Slots[i].Sizes, Slots[i].DType, _isDonated[i]);
        }

        for (int i = 0; i < _trace.Captured; i++)
        {
            if (_placeOfInput[Slots.Length + _numbers.Length + i] is >= 0 and int place)
            {
                Arguments.Require(_trace.CapturedTensor(i), "the tensor from outside", i, _graph[place].Sizes, _graph[place].DType, isWritten: false);
            }
        }

        if (!into.IsEmpty)
        {
            Arguments.RequireCount("outputs", into.Length, _donations.Length);
        }

        for (int i = 0; i < into.Length; i++)
        {
            if (into[i] is { } given && !(_donations[i] >= 0 && ReferenceEquals(given, inputs[_donations[i]])))
            {
                ref readonly Node node = ref _graph[_graph.Outputs[i]];
                Arguments.Require(given, "output", i, node.Sizes, node.DType, isWritten: true);
                if (_donations[i] >= 0)
                {
                    throw GraphException.At("run", $"output {i} takes the memory of input {_donations[i]}, which is donated; give that tensor, or null");
                }
            }
        }

        RequireApart(inputs, into);
    }

    private void RequireApart(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> into)
    {
        if (into.IsEmpty && !_isDonated.AsSpan().Contains(true))
        {
            return;
        }

        _aliasing.Clear();
        for (int i = 0; i < inputs.Length; i++)
        {
            var like = new Node(Op.Input, Slots[i].DType, Slots[i].Sizes);
            _aliasing.Read(inputs[i], like, "input", i);
            if (_isDonated[i])
            {
                _aliasing.Written(inputs[i], like, "input", i, donated: i);
            }
        }

        for (int i = 0; i < _trace.Captured; i++)
        {
            if (_placeOfInput[Slots.Length + _numbers.Length + i] is >= 0 and int place)
            {
                _aliasing.Read(_trace.CapturedTensor(i), _graph[place], "the tensor from outside", i);
            }
        }

        for (int i = 0; i < into.Length; i++)
        {
            if (into[i] is { } given && _donations[i] < 0)
            {
                _aliasing.Written(given, _graph[_graph.Outputs[i]], "output", i, None);
            }
        }

        _aliasing.Require();
    }

    private void BindAll(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Bind(i, inputs[i]);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            Write(_numbers[i], numbers[i]);
        }

        for (int i = 0; i < _trace.Captured; i++)
        {
            Bind(Slots.Length + _numbers.Length + i, _trace.CapturedTensor(i));
        }
    }

    private void Bind(int index, Tensor tensor)
    {
        if (_placeOfInput[index] is not (>= 0 and int place))
        {
            return;
        }

        if (index < Slots.Length && _isDonated[index])
        {
            _values.PutPlain(place, tensor);
        }
        else if (_program.IsReadByAddress(place))
        {
            _values.PutDense(place, tensor);
        }
        else
        {
            _values.Put(place, tensor);
        }
    }

    private static unsafe void Write(Tensor number, double value)
    {
        if (number.dtype == ScalarType.Float32)
        {
            *(float*)Native.Address(number) = (float)value;
        }
        else
        {
            *(double*)Native.Address(number) = value;
        }
    }

    /// <summary>Lets kernels write to outputs, where they can, and takes memory for those that have none.</summary>
    private void TakeOutputs(Tensor?[] outputs)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            int place = _graph.Outputs[i];
            if (_layout.Outputs[place] == i)
            {
                _values.PutPlain(place, outputs[i] ??= Native.Empty(_graph[place].Sizes, _graph[place].DType));
            }
        }
    }

    /// <summary>Copies what was not written to its output at once. Outputs are contiguous, and share memory neither with each other nor with what was given.</summary>
    private void Finish(Tensor?[] outputs)
    {
        Tensor?[]? saved = SaveOverwritten(outputs);
        for (int i = outputs.Length - 1; i >= 0; i--)
        {
            int place = _graph.Outputs[i];
            if (_layout.Outputs[place] == i)
            {
                continue;
            }

            bool isFirst = _graph.Outputs.IndexOf(place) == i;
            if (outputs[i] is null && isFirst && _layout.Homes[place] == Home.Fresh && IsPlain(_values[place]!))
            {
                outputs[i] = _values.Take(place);
                continue;
            }

            Tensor source = saved?[i] ?? _values[place]!;
            outputs[i] ??= Native.Empty(_graph[place].Sizes, _graph[place].DType);
            if (!ReferenceEquals(outputs[i], source))
            {
                outputs[i]!.copy_(source);
                _values.Kernels++;
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
            ref readonly Node root = ref _graph[_layout.Lifetimes.Root(_graph.Outputs[i])];
            if (root.Op == Op.Input && root.Index < Slots.Length && _isDonated[root.Index] && !ReferenceEquals(outputs[i], _values[_graph.Outputs[i]]))
            {
                saved ??= new Tensor?[outputs.Length];
                saved[i] = _values[_graph.Outputs[i]]!.clone();
                _values.Kernels++;
            }
        }

        return saved;
    }

    private void DisposeNew(Tensor?[] outputs, ReadOnlySpan<Tensor?> into)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (_donations[i] < 0 && (into.IsEmpty || !ReferenceEquals(into[i], outputs[i])))
            {
                outputs[i]?.Dispose();
            }
        }
    }

    /// <summary>Disposes what is left, and forgets what is somebody else's.</summary>
    private void Release()
    {
        foreach (int place in _program.Taken)
        {
            _values.Drop(place, isOwn: true);
        }

        foreach (int place in _program.Copied)
        {
            _values.Drop(place, isOwn: false);
        }

        for (int i = 0; i < _placeOfInput.Length; i++)
        {
            if ((i < Slots.Length || i >= Slots.Length + _numbers.Length) && _placeOfInput[i] is >= 0 and int place)
            {
                _values.Forget(place);
            }
        }

        foreach (int place in _graph.Outputs)
        {
            if (_layout.Homes[place] == Home.Output)
            {
                _values.Forget(place);
            }
        }
    }
}
