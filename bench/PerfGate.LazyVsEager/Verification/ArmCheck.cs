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
            double tolerance = group.IsReassociated(arms.Key) ? TensorComparison.ReassociatedTolerance : TensorComparison.Tolerance;
            using Tensor? reference = group.Reference(arms.Key);
            MethodInfo? eager = arms.FirstOrDefault(arm => Arm.Parse(arm.Name).Suffix == Arm.Eager);
            using Observation? expected = eager is null ? null : group.Observe(eager);
            foreach (MethodInfo arm in arms)
            {
                using Observation actual = group.Observe(arm);
                Compare(arm.Name, actual.Results, expected?.Results, reference, tolerance);
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

    private static void Compare(string arm, IReadOnlyList<Tensor> actual, IReadOnlyList<Tensor>? expected, Tensor? reference, double tolerance)
    {
        if (actual.Count == 0 || (expected is null && reference is null))
        {
            throw new ArmMismatchException(arm, "it handed over no result, or there is neither an eager arm nor a reference");
        }

        if (expected is not null && expected.Count != actual.Count)
        {
            throw new ArmMismatchException(arm, $"it handed over {actual.Count} results where eager has {expected.Count}");
        }

        for (int i = 0; i < (expected?.Count ?? 0); i++)
        {
            if (TensorComparison.Difference(actual[i], expected![i], tolerance) is { } difference)
            {
                throw new ArmMismatchException(arm, $"against eager, {(i > 0 ? $"in result {i}, " : "")}{difference}");
            }
        }

        if (reference is not null && TensorComparison.Difference(actual[0], reference, tolerance) is { } error)
        {
            throw new ArmMismatchException(arm, $"against the Float64 reference, {error}");
        }
    }
}
