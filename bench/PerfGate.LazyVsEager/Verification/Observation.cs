using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Verification;

/// <summary>What a benchmark computed in one untimed run.</summary>
internal sealed class Observation : IDisposable
{
    /// <summary>Copies of the results; empty if the benchmark handed none over.</summary>
    public IReadOnlyList<Tensor> Results { get; private set; } = [];

    /// <summary>What the engine counted, in all evaluations of the run together; null in an eager arm.</summary>
    public EvaluationCounters? Counters { get; private set; }

    /// <summary>Takes results; of a benchmark that repeats its work, the last ones stay.</summary>
    public void Keep(params ReadOnlySpan<Tensor> results)
    {
        Dispose();
        var copies = new List<Tensor>();
        foreach (Tensor result in results)
        {
            copies.Add(result.clone());
        }

        Results = copies;
    }

    public void Count(EvaluationCounters counters) => Counters = Counters is { } before
        ? new EvaluationCounters(
            before.GraphNodes + counters.GraphNodes,
            before.KernelsLaunched + counters.KernelsLaunched,
            before.IntermediateBytes + counters.IntermediateBytes)
        : counters;

    public void Dispose()
    {
        foreach (Tensor result in Results)
        {
            result.Dispose();
        }

        Results = [];
    }
}
