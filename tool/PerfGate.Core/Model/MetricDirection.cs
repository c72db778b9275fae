namespace PerfGate.Model;

/// <summary>Which way a <see cref="Metric"/> improves.</summary>
public enum MetricDirection
{
    /// <summary>Time, bytes, kernels launched.</summary>
    LowerIsBetter,

    /// <summary>Throughput.</summary>
    HigherIsBetter,
}
