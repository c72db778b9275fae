using System.Reflection;
using BenchmarkDotNet.Running;
using PerfGate.LazyVsEager.Verification;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Makes each operation a category of its own, so that the table has a ratio for each and <c>--anyCategories</c> finds it.</summary>
internal sealed class OperationCategories : ICategoryDiscoverer
{
    public string[] GetCategories(MethodInfo method) => [Arm.Parse(method.Name).Operation];
}
