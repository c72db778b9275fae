using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>The parameters of a group.</summary>
internal static class Parameters
{
    /// <summary>The properties to which BenchmarkDotNet gives values, by name.</summary>
    public static IEnumerable<PropertyInfo> Of(Type group) => group.GetProperties()
        .Where(property => property.IsDefined(typeof(ParamsAttribute)))
        .OrderBy(property => property.Name, StringComparer.Ordinal);
}
