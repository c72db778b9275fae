using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Parameters;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Validators;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>What cannot be measured in turn, and is not measured rather than measured otherwise.</summary>
internal static class Refusals
{
    /// <summary>Why a benchmark is refused; empty if it is not.</summary>
    public static IEnumerable<ValidationError> Of(BenchmarkCase benchmark)
    {
        foreach (string reason in Reasons(benchmark.Job))
        {
            yield return new ValidationError(true, $"{reason}, so it cannot be measured in turn with others: {benchmark.DisplayInfo}", benchmark);
        }

        // BenchmarkDotNet's own check asks for its own toolchain, and knows no arguments.
        var asOwn = BenchmarkCase.Create(
            benchmark.Descriptor, benchmark.Job.WithToolchain(InProcessEmitToolchain.Instance), new ParameterInstances([]), benchmark.Config);
        foreach (ValidationError error in InProcessValidator.Validate(asOwn))
        {
            yield return new ValidationError(error.IsCritical, error.Message, benchmark);
        }
    }

    private static IEnumerable<string> Reasons(Job job)
    {
        RunStrategy strategy = job.ResolveValue(RunMode.RunStrategyCharacteristic, EngineParameters.DefaultResolver);
        if (strategy != RunStrategy.Throughput)
        {
            yield return $"The job's strategy is {strategy}, not {RunStrategy.Throughput}";
        }

        if (job.HasValue(InfrastructureMode.EngineFactoryCharacteristic))
        {
            yield return "The job has an engine of its own";
        }

        if (job.ResolveValue(RunMode.MemoryRandomizationCharacteristic, EngineParameters.DefaultResolver))
        {
            yield return "The job randomizes memory";
        }

        if (job.HasValue(AccuracyMode.AnalyzeLaunchVarianceCharacteristic) && job.Accuracy.AnalyzeLaunchVariance && !job.HasValue(RunMode.LaunchCountCharacteristic))
        {
            yield return "The job leaves the number of launches to BenchmarkDotNet (AnalyzeLaunchVariance)";
        }
    }
}
