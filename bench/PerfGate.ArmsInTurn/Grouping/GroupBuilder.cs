using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Toolchains.Results;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>Builds as BenchmarkDotNet's in-process toolchain does, and keeps what it built, from which groups are made.</summary>
internal sealed class GroupBuilder : IBuilder
{
    private readonly InProcessEmitBuilder _builder = new();

    /// <inheritdoc/>
    public BuildResult Build(GenerateResult generateResult, BuildPartition buildPartition, ILogger logger)
    {
        BuildResult built = _builder.Build(generateResult, buildPartition, logger);
        return built.IsBuildSuccess
            ? BuildResult.Success(GenerateResult.Success(
                new GroupArtifacts((InProcessEmitArtifactsPath)built.ArtifactsPaths, buildPartition.Benchmarks), built.ArtifactsToCleanup))
            : built;
    }
}
