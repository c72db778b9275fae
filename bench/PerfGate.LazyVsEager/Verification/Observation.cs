using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Verification;

/// <summary>What a benchmark computed in one untimed run.</summary>
internal sealed class Observation : IDisposable
{
    /// <summary>A copy of the result; null if the benchmark handed none over.</summary>
    public Tensor? Result { get; private set; }

    /// <summary>What the engine counted; null in an eager arm.</summary>
    public EvaluationCounters? Counters { get; private set; }

    public void Keep(Tensor result, EvaluationCounters? counters)
    {
        Result?.Dispose();
        Result = result.clone();
        Counters = counters;
    }

    public void Dispose() => Result?.Dispose();
}
