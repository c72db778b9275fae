using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using PerfGate.ArmsInTurn;
using Perfolizer.Horology;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>How the suite measures, unless the command line says otherwise.</summary>
/// <remarks>
/// One process is one launch, and short: what differs between launches is found by starting the suite several times,
/// not by measuring longer in one process.
/// </remarks>
internal sealed class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default
            .WithWarmupCount(1)
            .WithIterationCount(4)
            // As the arms take turns, longer iterations made their ratios no better.
            .WithMinIterationTime(TimeInterval.FromMilliseconds(4))
            // By default no iteration does less than 16: of an operation that takes 80 ms that would be a second and more.
            .WithUnrollFactor(1)
            .WithMinInvokeCount(1)
            .WithEvaluateOverhead(false)
            .WithGcForce(false)
            .AsDefault());
        AddJob(ArmsInTurnAttribute.Mutator);
        AddDiagnoser(new MemoryDiagnoser(new MemoryDiagnoserConfig(displayGenColumns: false)), new QuietFinalizer(), new CounterDiagnoser());
        AddFilter(new SizeFilter());
        WithCategoryDiscoverer(new OperationCategories());
        AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory);
    }
}
