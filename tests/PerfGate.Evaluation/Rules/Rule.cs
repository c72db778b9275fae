namespace PerfGate.Evaluation.Rules;

/// <summary>A way to decide which benchmarks of a build are slower.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="PValues">
/// From the sides of each benchmark of a build, how likely it is to seem so much slower by chance, corrected for the build: called slower if at most
/// <see cref="LaunchRules.Alpha"/>. Rules that give no p-value give 0 or 1.
/// </param>
internal sealed record Rule(string Name, Func<IReadOnlyList<(double[][] Baseline, double[][] Candidate)>, double[]> PValues);
