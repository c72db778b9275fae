using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using PerfGate.LazyVsEager.Configuration;
using PerfGate.LazyVsEager.Verification;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Tests;

public class ArmChecks
{
    public static TheoryData<Type> Groups => [.. typeof(BenchmarkGroup).Assembly.GetExportedTypes().Where(IsGroup)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Every_arm_of_the_suite_agrees_with_eager_at_its_smallest_size_and_leaves_no_tensor(Type type)
    {
        foreach (int? size in SmallestSizes(type))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            long before = Tensor.TotalCount;
            var group = (BenchmarkGroup)Activator.CreateInstance(type)!;
            foreach (PropertyInfo parameter in Parameters.Of(type))
            {
                parameter.SetValue(group, parameter.Name == "N" ? size : parameter.GetCustomAttribute<ParamsAttribute>()!.Values[0]);
            }

            group.Prepare();
            ArmCheck.Run(group);
            group.CleanUp();

            Assert.Equal(before, Tensor.TotalCount);
        }
    }

    [Fact]
    public void An_arm_that_computes_something_else_is_found_by_name()
    {
        var error = Assert.Throws<ArmMismatchException>(new OffByALittle().SetUp);

        Assert.Contains("AddLazy", error.Message, StringComparison.Ordinal);
        Assert.Contains("element 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_arm_whose_second_result_is_wrong_is_found() =>
        Assert.Contains("result 1, element 0", Assert.Throws<ArmMismatchException>(new SecondIsOff().SetUp).Message, StringComparison.Ordinal);

    [Fact]
    public void An_arm_that_hands_over_nothing_is_found() =>
        Assert.Contains("no result", Assert.Throws<ArmMismatchException>(new Silent().SetUp).Message, StringComparison.Ordinal);

    [Fact]
    public void A_benchmark_with_a_wrong_arm_has_no_measurements()
    {
        ManualConfig config = new SuiteConfig().WithOptions(ConfigOptions.DisableOptimizationsValidator | ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Directory.CreateTempSubdirectory("perfgate-wrong-").FullName);

        Summary summary = BenchmarkRunner.Run<OffByALittle>(config);

        Assert.NotEmpty(summary.Reports);
        Assert.All(summary.Reports, report => Assert.False(report.Success));
        Directory.Delete(config.ArtifactsPath, recursive: true);
    }

    /// <summary>Sizes at which each benchmark is measured at least once; none if there is no size.</summary>
    private static IEnumerable<int?> SmallestSizes(Type type)
    {
        object?[]? sizes = type.GetProperty("N")?.GetCustomAttribute<ParamsAttribute>()!.Values;
        return sizes is null ? [null] : type.GetMethods()
            .Where(method => method.IsDefined(typeof(BenchmarkAttribute)))
            .Select(method => method.GetCustomAttribute<AtSizesAttribute>()?.Sizes.Min() ?? (int?)sizes[0])
            .Distinct();
    }

    private static bool IsGroup(Type type) => type.IsSubclassOf(typeof(BenchmarkGroup)) && !type.IsAbstract;
}
