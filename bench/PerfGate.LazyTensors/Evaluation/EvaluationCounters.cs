namespace PerfGate.LazyTensors.Evaluation;

/// <summary>What one evaluation did. Both numbers depend on the graph and on how its inputs lie in memory, never on time or machine.</summary>
/// <param name="GraphNodes">Distinct nodes of the graph, inputs and outputs included, before anything is shared.</param>
/// <param name="KernelsLaunched">Computations asked of libtorch; views are none, a normalization that libtorch has not is several.</param>
public readonly record struct EvaluationCounters(int GraphNodes, int KernelsLaunched);
