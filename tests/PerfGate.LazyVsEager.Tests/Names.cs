using System.Reflection;
using BenchmarkDotNet.Attributes;
using PerfGate.LazyVsEager.Verification;

namespace PerfGate.LazyVsEager.Tests;

public class Names
{
    private static readonly MethodInfo[] Benchmarks = [.. typeof(BenchmarkGroup).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(BenchmarkAttribute)))];

    [Fact]
    public void A_benchmark_is_called_by_operation_and_arm()
    {
        Assert.Equal(new Arm("Add", "LazyAsync"), Arm.Parse("AddLazyAsync"));
        Assert.Equal(new Arm("Add", "Lazy"), Arm.Parse("AddLazy"));
        Assert.Equal(new Arm("Add", "Eager"), Arm.Parse("AddEager"));
        Assert.Throws<ArgumentException>(() => Arm.Parse("Add"));
        Assert.Throws<ArgumentException>(() => Arm.Parse("Lazy"));
    }

    [Fact]
    public void Every_lazy_arm_that_evaluates_has_an_eager_partner_in_its_category_and_only_that_is_the_base()
    {
        Assert.NotEmpty(Benchmarks);
        foreach (MethodInfo benchmark in Benchmarks)
        {
            Arm arm = Arm.Parse(benchmark.Name);
            Assert.Equal([arm.Operation], benchmark.GetCustomAttribute<BenchmarkCategoryAttribute>()!.Categories);
            Assert.Equal(arm.Suffix == Arm.Eager, benchmark.GetCustomAttribute<BenchmarkAttribute>()!.Baseline);
            if (arm.Operation != "Build")
            {
                Assert.Contains(Benchmarks, other => other.DeclaringType == benchmark.DeclaringType && other.Name == arm.Operation + Arm.Eager);
            }
        }
    }
}
