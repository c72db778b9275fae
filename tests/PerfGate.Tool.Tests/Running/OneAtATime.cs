namespace PerfGate.Tool.Tests.Running;

/// <summary>Tests that build or measure run one after the other: they would measure each other.</summary>
[CollectionDefinition]
public sealed class OneAtATime : ICollectionFixture<Samples>;
