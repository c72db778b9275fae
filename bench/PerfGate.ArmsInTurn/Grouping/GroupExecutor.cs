using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using PerfGate.ArmsInTurn.Measuring;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>Measures a whole group when the first of its benchmarks is to be executed, and hands each benchmark its own.</summary>
/// <param name="block">How long an arm runs before it is the next one's turn.</param>
internal sealed class GroupExecutor(TimeSpan block) : IExecutor
{
    private readonly InProcessEmitExecutor _alone = new(TimeSpan.Zero, logOutput: true);

    /// <inheritdoc/>
    public ExecuteResult Execute(ExecuteParameters executeParameters)
    {
        // A diagnoser that wants a run of its own watches one benchmark; times of that run are not used.
        if (executeParameters.LaunchIndex > LaunchesOf(executeParameters.BenchmarkCase.Job))
        {
            return _alone.Execute(executeParameters);
        }

        var artifacts = (GroupArtifacts)executeParameters.BuildResult.ArtifactsPaths;
        if (artifacts.Take(executeParameters.BenchmarkCase, executeParameters.LaunchIndex) is not { } arm)
        {
            IReadOnlyList<Arm> arms = artifacts.ArmsOf(executeParameters);
            executeParameters.Logger.WriteLineInfo($"// In turn: {string.Join(", ", arms.Select(a => a.Benchmark.Descriptor.WorkloadMethod.Name))}");
            MeasuringThread.Run(executeParameters, arms.Count, () => GroupRun.Run(arms, block));
            artifacts.Keep(arms, executeParameters.LaunchIndex);
            arm = artifacts.Take(executeParameters.BenchmarkCase, executeParameters.LaunchIndex)!;
        }

        foreach (OutputLine line in arm.Log.CapturedOutput)
        {
            executeParameters.Logger.Write(line.Kind, line.Text);
        }

        return arm.Result;
    }

    // As BenchmarkDotNet counts them.
    private static int LaunchesOf(Job job) => job.HasValue(RunMode.LaunchCountCharacteristic) ? Math.Max(1, job.Run.LaunchCount) : 1;
}
