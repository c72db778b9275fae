using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Shards;

/// <summary>Tests that judge the shards of one run: they are measured once.</summary>
[CollectionDefinition]
public sealed class OfOneRun : ICollectionFixture<ShardedSuite>;
