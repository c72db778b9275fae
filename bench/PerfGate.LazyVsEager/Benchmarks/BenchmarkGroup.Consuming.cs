using PerfGate.LazyTensors;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <content>How arms end.</content>
public abstract partial class BenchmarkGroup
{
    /// <summary>Whether this run is looked at rather than timed.</summary>
    protected bool IsObserved => _observation is not null;

    /// <summary>The end of an eager arm.</summary>
    protected void Consume(params ReadOnlySpan<Tensor> results) => _observation?.Keep(results);

    /// <summary>The end of a lazy arm: evaluates.</summary>
    /// <param name="result">What the arm built.</param>
    /// <param name="arm">How this arm evaluates.</param>
    protected void Consume(LazyTensor result, LazyOptions arm) => Consume(Evaluate(result, arm));

    /// <summary>The end of a lazy arm with several results: evaluates them together.</summary>
    /// <param name="arm">How this arm evaluates.</param>
    /// <param name="results">What the arm built.</param>
    protected void ConsumeAll(LazyOptions arm, params ReadOnlySpan<LazyTensor> results) => Consume(EvaluateAll(arm, results));

    /// <summary>The end of an asynchronous arm: evaluates on the thread pool.</summary>
    protected async Task ConsumeAsync(LazyTensor result)
    {
        Tensor tensor = await result.EvalAsync(Arms.Async).ConfigureAwait(false);
        _observation?.Count(result.Counters);
        Consume(tensor);
    }

    /// <summary>The end of an arm that evaluated by other means.</summary>
    protected void ConsumeCounted(Tensor result, EvaluationCounters counters)
    {
        _observation?.Count(counters);
        Consume(result);
    }

    /// <summary>The end of an arm that ran a compiled graph.</summary>
    protected void ConsumeCounted(CompiledGraph graph, params ReadOnlySpan<Tensor> results)
    {
        _observation?.Count(graph.Counters);
        Consume(results);
    }

    /// <summary>A graph for a compiled arm, with the passes of all lazy arms; disposed with the group.</summary>
    /// <param name="compute">What the arm computes.</param>
    /// <param name="inputs">What it will be given.</param>
    protected CompiledGraph Compile(Func<LazyTensor[], LazyTensor> compute, params ReadOnlySpan<Operand> inputs)
    {
        var slots = new InputSlot[inputs.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = InputSlot.Like(inputs[i].Eager);
        }

        return Own(Lazy.Compile((tensors, _) => [compute(tensors)], slots, options: Arms.Cached));
    }

    /// <summary>The end of a compiled arm: runs it, and disposes the results.</summary>
    /// <param name="graph">Compiled before.</param>
    /// <param name="inputs">What it is given.</param>
    protected void ConsumeCompiled(CompiledGraph graph, params ReadOnlySpan<Tensor> inputs)
    {
        foreach (Tensor result in RunCompiled(graph, inputs, []))
        {
            result.Dispose();
        }
    }

    /// <summary>The same where results are the caller's, or what was donated.</summary>
    /// <param name="graph">Compiled before.</param>
    /// <param name="inputs">What it is given.</param>
    /// <param name="numbers">The numbers it is given.</param>
    protected Tensor[] RunCompiled(CompiledGraph graph, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<double> numbers)
    {
        Tensor[] results = graph.Run(inputs, numbers);
        ConsumeCounted(graph, results);
        return results;
    }

    /// <summary>An evaluation in the middle of an arm.</summary>
    protected Tensor Evaluate(LazyTensor result, LazyOptions arm)
    {
        Tensor tensor = result.Eval(arm);
        _observation?.Count(result.Counters);
        return tensor;
    }

    /// <summary>An evaluation of several results, in the middle of an arm.</summary>
    protected Tensor[] EvaluateAll(LazyOptions arm, params ReadOnlySpan<LazyTensor> results)
    {
        Tensor[] tensors = LazyTensor.EvalAll(results, arm);
        _observation?.Count(results[0].Counters);
        return tensors;
    }

    /// <summary>The end of an arm that evaluates nothing: what it built is evaluated in the check alone.</summary>
    protected void ConsumeGraph(LazyTensor result)
    {
        if (_observation is { } observation)
        {
            using (result)
            {
                observation.Keep(result.Eval(Arms.Optimized));
                observation.Count(new EvaluationCounters(result.Counters.GraphNodes, 0));
            }
        }
    }
}
