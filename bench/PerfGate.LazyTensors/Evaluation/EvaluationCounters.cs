namespace PerfGate.LazyTensors.Evaluation;

/// <summary>What one evaluation did. The numbers depend on the graph, its options and how its inputs lie in memory, never on time or machine.</summary>
/// <param name="GraphNodes">Distinct nodes of the graph, inputs and outputs included, before any pass.</param>
/// <param name="KernelsLaunched">Computations: libtorch's and fused ones; views are none.</param>
/// <param name="IntermediateBytes">Memory allocated for what is neither input nor output. What libtorch allocates within an operation is not in it.</param>
public readonly record struct EvaluationCounters(int GraphNodes, int KernelsLaunched, long IntermediateBytes = 0);
