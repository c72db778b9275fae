namespace PerfGate.Evaluation.Rules;

/// <summary>A way to decide which benchmarks of a build are slower.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Flag">From the sides of each benchmark of a build, whether it is called slower.</param>
internal sealed record Rule(string Name, Func<IReadOnlyList<(double[][] Baseline, double[][] Candidate)>, bool[]> Flag);
