using System.Reflection;
using BenchmarkDotNet.Attributes;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Verification;

/// <summary>Runs every arm of a group once and compares what it computes with eager, or with a Float64 reference.</summary>
internal static class ArmCheck
{
    /// <exception cref="ArmMismatchException">An arm gives another shape, dtype or value, or nothing to compare with.</exception>
    public static void Run(BenchmarkGroup group)
    {
        foreach (IGrouping<string, MethodInfo> arms in ArmsByOperation(group))
        {
            using Tensor? reference = group.Reference(arms.Key);
            MethodInfo? eager = arms.FirstOrDefault(arm => Arm.Parse(arm.Name).Suffix == Arm.Eager);
            using Observation? expected = eager is null ? null : group.Observe(eager);
            foreach (MethodInfo arm in arms)
            {
                using Observation actual = group.Observe(arm);
                Compare(arm.Name, actual.Result, expected?.Result, reference);
            }
        }
    }

    private static IEnumerable<IGrouping<string, MethodInfo>> ArmsByOperation(BenchmarkGroup group)
    {
        int? size = group.GetType().GetProperty("N")?.GetValue(group) as int?;
        return group.GetType().GetMethods()
            .Where(method => method.IsDefined(typeof(BenchmarkAttribute)))
            .Where(method => method.GetCustomAttribute<AtSizesAttribute>() is not { } at || at.Sizes.Contains(size ?? 0))
            .GroupBy(method => Arm.Parse(method.Name).Operation);
    }

    private static void Compare(string arm, Tensor? actual, Tensor? expected, Tensor? reference)
    {
        if (actual is null || (expected ?? reference) is null)
        {
            throw new ArmMismatchException(arm, "it handed over no result, or there is neither an eager arm nor a reference");
        }

        if (expected is not null && TensorComparison.Difference(actual, expected) is { } difference)
        {
            throw new ArmMismatchException(arm, $"against eager, {difference}");
        }

        if (reference is not null && TensorComparison.Difference(actual, reference) is { } error)
        {
            throw new ArmMismatchException(arm, $"against the Float64 reference, {error}");
        }
    }
}
