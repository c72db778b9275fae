using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>A loss and what it is trained by, in three copies: for steps as the formulas stand, for steps by hand, and for a compiled step.</summary>
internal sealed class TrainedModel : IDisposable
{
    /// <summary>Every run makes the first step, so that its numbers are the same.</summary>
    private const int Step = 1;

    private readonly AdamW _adam = new(Step);
    private readonly double[] _numbers = new LazyTensors.AdamW(AdamW.Rate, AdamW.Decay).Numbers(Step);
    private readonly Tensor[] _start;
    private readonly Tensor[] _data;
    private readonly Func<Tensor[], Tensor[], Tensor> _eagerly;
    private readonly Tensor[] _zeros;
    private readonly Tensor[] _eager;
    private readonly Tensor[] _byHand;
    private readonly Tensor[] _compiled;
    private readonly CompiledGraph _step;

    /// <param name="start">Parameters before the first step; kept by whoever gives them, as the data.</param>
    /// <param name="data">What else the loss reads.</param>
    /// <param name="eagerly">The loss of parameters and data, which disposes what it makes on the way.</param>
    /// <param name="lazily">The same as a graph.</param>
    /// <param name="number">Makes a number, and disposes it later.</param>
    public TrainedModel(
        Tensor[] start,
        Tensor[] data,
        Func<Tensor[], Tensor[], Tensor> eagerly,
        Func<LazyTensor[], LazyTensor[], LazyTensor> lazily,
        Func<double, Scalar> number)
    {
        (_start, _data, _eagerly) = (start, data, eagerly);
        _zeros = [.. start.Select(parameter => zeros_like(parameter))];
        (_eager, _byHand, _compiled) = (State(isRecorded: true), State(isRecorded: true), State(isRecorded: false));
        _adam.CreateNumbers(number);
        _step = Lazy.Compile(
            (inputs, numbers) => StepOf(lazily, inputs, numbers),
            [.. _compiled.Select(tensor => InputSlot.Like(tensor, isDonated: true)), .. data.Select(tensor => InputSlot.Like(tensor))],
            LazyTensors.AdamW.NumberCount,
            options: Arms.Cached);
    }

    /// <summary>The graph of the compiled step.</summary>
    public CompiledGraph Graph => _step;

    private int Count => _start.Length;

    /// <summary>A step as the formulas stand: parameters and moments are new ones then.</summary>
    /// <returns>The loss, which is the caller's, and the parameters.</returns>
    public Tensor[] StepEagerly()
    {
        Tensor loss = _eagerly(_eager[..Count], _data);
        loss.backward();
        using (no_grad())
        {
            for (int i = 0; i < Count; i++)
            {
                using Tensor parameter = _eager[i], gradient = parameter.grad!, mean = _eager[Count + i], variance = _eager[(2 * Count) + i];
                (_eager[i], _eager[Count + i], _eager[(2 * Count) + i]) = _adam.Step(parameter, gradient, mean, variance);
                _eager[i].requires_grad = true;
            }
        }

        return [loss, .. _eager[..Count]];
    }

    /// <summary>A step in place, with as few operations as there are for it, as libtorch's own optimizer makes it.</summary>
    /// <inheritdoc cref="StepEagerly"/>
    public Tensor[] StepByHand()
    {
        Tensor loss = _eagerly(_byHand[..Count], _data);
        loss.backward();
        using (no_grad())
        {
            for (int i = 0; i < Count; i++)
            {
                using Tensor gradient = _byHand[i].grad!;
                _adam.StepByHand(_byHand[i], gradient, _byHand[Count + i], _byHand[(2 * Count) + i]);
                _byHand[i].grad = null;
            }
        }

        return [loss, .. _byHand[..Count]];
    }

    /// <summary>A step of the compiled graph.</summary>
    /// <inheritdoc cref="StepEagerly"/>
    public Tensor[] StepCompiled()
    {
        Tensor[] results = _step.Run([.. _compiled, .. _data], _numbers);
        return [results[^1], .. results.AsSpan(..Count)];
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        using IDisposable unrecorded = no_grad();
        foreach (Tensor[] state in new[] { _eager, _byHand, _compiled })
        {
            for (int i = 0; i < state.Length; i++)
            {
                state[i].copy_(i < Count ? _start[i] : _zeros[i % Count]);
            }
        }
    }

    public void Dispose()
    {
        _step.Dispose();
        foreach (Tensor tensor in (Tensor[])[.. _zeros, .. _eager, .. _byHand, .. _compiled])
        {
            tensor.Dispose();
        }
    }

    /// <summary>Parameters, means and variances before the first step.</summary>
    private Tensor[] State(bool isRecorded)
    {
        Tensor[] state = [.. _start.Select(parameter => parameter.clone()), .. _zeros.Select(zero => zero.clone()), .. _zeros.Select(zero => zero.clone())];
        for (int i = 0; i < Count; i++)
        {
            state[i].requires_grad = isRecorded;
        }

        return state;
    }

    private LazyTensor[] StepOf(Func<LazyTensor[], LazyTensor[], LazyTensor> lazily, LazyTensor[] inputs, LazyTensor[] numbers)
    {
        var adam = new LazyTensors.AdamW(AdamW.Rate, AdamW.Decay);
        LazyTensor[] parameters = inputs[..Count];
        LazyTensor loss = lazily(parameters, inputs[(3 * Count)..]);
        LazyTensor[] gradients = Lazy.Grad(loss, parameters);
        var updates = Enumerable.Range(0, Count)
            .Select(i => adam.Step(parameters[i], gradients[i], inputs[Count + i], inputs[(2 * Count) + i], numbers)).ToArray();
        return [.. updates.Select(update => update.Parameter), .. updates.Select(update => update.Mean), .. updates.Select(update => update.Variance), loss];
    }
}
