namespace PerfGate.Model;

/// <summary>How the values of a <see cref="Metric"/> behave when nothing changed.</summary>
public enum MetricKind
{
    /// <summary>They scatter, so they are judged by a statistical test.</summary>
    Sampled,

    /// <summary>They repeat, so they are compared exactly, within the resolution of the instrument.</summary>
    Exact,
}
