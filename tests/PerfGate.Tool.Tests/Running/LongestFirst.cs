using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(MaxThreads = 3)]
[assembly: TestCollectionOrderer(typeof(PerfGate.Tool.Tests.Running.LongestFirst))]

namespace PerfGate.Tool.Tests.Running;

/// <summary>What runs one after the other begins first, so that the rest runs beside it. There is one thread more than processors, as some tests wait; with more, each takes longer and all together no less.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName.Contains(nameof(OneAtATime), StringComparison.Ordinal))];
}
