namespace PerfGate.LazyTensors.Evaluation;

/// <summary>What one evaluation did. Both numbers depend on the graph alone, never on time or machine.</summary>
/// <param name="GraphNodes">Distinct nodes of the graph, inputs and outputs included, before anything is shared.</param>
/// <param name="KernelsLaunched">Computations asked of libtorch; views are none.</param>
public readonly record struct EvaluationCounters(int GraphNodes, int KernelsLaunched);
