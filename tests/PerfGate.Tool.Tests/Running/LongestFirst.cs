using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(MaxThreads = 4)]
[assembly: TestCollectionOrderer(typeof(PerfGate.Tool.Tests.Running.LongestFirst))]

namespace PerfGate.Tool.Tests.Running;

/// <summary>What runs one after the other begins first, and what takes longest, so that the rest runs beside it. There are more threads than processors, as most tests wait.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] First = [nameof(OneAtATime), nameof(MainLine.ExplainingProcesses), nameof(MainLine.ExplainingRegressions)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => First.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
