using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Runs a compiled graph, for one caller at a time.</summary>
internal sealed class Executable : IDisposable
{
    private readonly Trace _trace;
    private readonly Values _values;
    private readonly OwnMemory _memory;
    private readonly Program _program;
    private readonly Bindings _bindings;
    private readonly ArgumentCheck _check;
    private readonly Delivery _delivery;
    private readonly Tensor[] _numbers;

    /// <summary>Lays the graph out, and takes the memory that it needs.</summary>
    /// <param name="trace">What to compute; disposed with this.</param>
    /// <param name="slots">The tensors that a run is given.</param>
    /// <param name="numberType">The dtype of the numbers.</param>
    /// <exception cref="GraphException">A donated input is like no output that is left.</exception>
    public Executable(Trace trace, ReadOnlySpan<InputSlot> slots, ScalarType numberType)
    {
        _trace = trace;
        _bindings = new Bindings(trace, slots);
        _check = new ArgumentCheck(trace, _bindings);
        var layout = new Layout(trace.Graph, new Lifetimes(trace.Graph), _bindings.Donations);
        _values = new Values(trace.Graph);
        _memory = new OwnMemory(layout, _values);
        _program = new Program(trace.Graph, layout, _memory);
        _delivery = new Delivery(_values, layout, _bindings);
        _numbers = [.. Enumerable.Range(0, trace.Numbers).Select(_ => Native.Empty([], numberType).DetachFromDisposeScope())];
        for (int i = 0; i < _numbers.Length; i++)
        {
            Bind(_bindings.PlaceOfNumber(i), _numbers[i], isPlain: true);
        }
    }

    public ReadOnlySpan<int> Donations => _bindings.Donations;

    /// <summary>Memory that stays between runs.</summary>
    public long OwnBytes => _memory.Bytes;

    /// <summary>What the last run did.</summary>
    public EvaluationCounters Counters => new(_trace.GraphNodes, _values.Kernels, _values.Bytes);

    /// <summary>Computes the outputs.</summary>
    public Tensor[] Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers, ReadOnlySpan<Tensor?> into)
    {
        _check.Require(inputs, numbers, into);
        (_values.Kernels, _values.Bytes) = (0, 0);
        var outputs = new Tensor?[_bindings.Donations.Length];
        try
        {
            BindAll(inputs, numbers);
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i] = _bindings.Donations[i] >= 0 ? inputs[_bindings.Donations[i]] : into.IsEmpty ? null : into[i];
            }

            _delivery.TakeOutputs(outputs);
            foreach (Step step in _program.Steps)
            {
                step.Run(_values);
            }

            _delivery.Finish(outputs);
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

    private void BindAll(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Bind(_bindings.PlaceOf(i), inputs[i], _bindings.IsDonated[i]);
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            Write(_numbers[i], numbers[i]);
        }

        for (int i = 0; i < _trace.Captured; i++)
        {
            Bind(_bindings.PlaceOfCaptured(i), _trace.CapturedTensor(i), isPlain: false);
        }
    }

    private void Bind(int place, Tensor tensor, bool isPlain)
    {
        if (place < 0)
        {
            return;
        }

        if (isPlain)
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

    private void DisposeNew(Tensor?[] outputs, ReadOnlySpan<Tensor?> into)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (_bindings.Donations[i] < 0 && (into.IsEmpty || !ReferenceEquals(into[i], outputs[i])))
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

        for (int i = 0; i < _bindings.Slots.Length; i++)
        {
            Forget(_bindings.PlaceOf(i));
        }

        for (int i = 0; i < _trace.Captured; i++)
        {
            Forget(_bindings.PlaceOfCaptured(i));
        }

        _delivery.ForgetOutputs();
    }

    private void Forget(int place)
    {
        if (place >= 0)
        {
            _values.Forget(place);
        }
    }
}
