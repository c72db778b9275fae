namespace PerfGate.Evaluation.Coarse;

/// <summary>Draws the two sides of one benchmark of a build in which nothing changed; what the benchmarks of a build share, such as the day, is drawn before.</summary>
internal delegate (double[][] Baseline, double[][] Candidate) UnchangedBenchmark();

/// <summary>A kind of noise between launches of the same code.</summary>
/// <param name="Name">What it is, for the table.</param>
/// <param name="NewBuild">Draws what the benchmarks of a build share; for so many launches of the baseline and of the candidate.</param>
internal sealed record UnchangedBuild(string Name, Func<Random, int, int, UnchangedBenchmark> NewBuild);
