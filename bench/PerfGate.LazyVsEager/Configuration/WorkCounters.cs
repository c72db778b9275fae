namespace PerfGate.LazyVsEager.Configuration;

/// <summary>What one operation of a benchmark does, counted rather than timed.</summary>
/// <param name="GraphNodes">Nodes of the graph; null where there is no graph.</param>
/// <param name="KernelsLaunched">Computations; null where nothing counts them.</param>
/// <param name="IntermediateBytes">Memory taken for what is neither input nor output; null where nothing counts it.</param>
/// <param name="FloatingPointOperations">Additions and multiplications; null where the rate would mean nothing.</param>
/// <param name="BytesMoved">Least bytes read and written; null where the rate would mean nothing.</param>
public readonly record struct WorkCounters(
    int? GraphNodes = null,
    int? KernelsLaunched = null,
    long? IntermediateBytes = null,
    double? FloatingPointOperations = null,
    double? BytesMoved = null);
