using System.Reflection;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Leaves out the sizes that a benchmark's <see cref="AtSizesAttribute"/> does not name.</summary>
internal sealed class SizeFilter : IFilter
{
    public bool Predicate(BenchmarkCase benchmarkCase) =>
        benchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<AtSizesAttribute>() is not { } at
        || (benchmarkCase.Parameters["N"] is int size && at.Sizes.Contains(size));
}
