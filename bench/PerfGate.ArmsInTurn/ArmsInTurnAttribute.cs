using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;

namespace PerfGate.ArmsInTurn;

/// <summary>
/// Measures the benchmarks of a class in turn: methods with the same parameters, arguments and job are arms of one group, and
/// where the configuration groups by category, only methods of the same categories are.
/// </summary>
/// <remarks>It wins over the toolchain of every job, <c>--inProcess</c> of the command line included.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class ArmsInTurnAttribute : Attribute, IConfigSource
{
    /// <summary>A job that gives all other jobs of a configuration this toolchain: for a suite that has its own configuration.</summary>
    public static Job Mutator { get; } = Job.Default.WithToolchain(ArmsInTurnToolchain.Instance).AsMutator();

    /// <inheritdoc/>
    public IConfig Config { get; } = ManualConfig.CreateEmpty().AddJob(Mutator);
}
