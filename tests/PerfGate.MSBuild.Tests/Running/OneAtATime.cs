[assembly: AssemblyFixture(typeof(PerfGate.MSBuild.Tests.Running.Packages))]

namespace PerfGate.MSBuild.Tests.Running;

/// <summary>Builds run one after the other, over one repository: they measure, and would measure each other.</summary>
[CollectionDefinition]
public sealed class OneAtATime : ICollectionFixture<SampleRepository>;
