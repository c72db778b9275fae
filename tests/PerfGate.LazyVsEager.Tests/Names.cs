using System.Reflection;
using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
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
        Assert.Equal(new Arm("Add", "LazyUnoptimized"), Arm.Parse("AddLazyUnoptimized"));
        Assert.Equal(new Arm("Add", "LazyCached"), Arm.Parse("AddLazyCached"));
        Assert.Equal(new Arm("Add", "LazyCompiled"), Arm.Parse("AddLazyCompiled"));
        Assert.Equal(new Arm("Add", "EagerByHand"), Arm.Parse("AddEagerByHand"));
        Assert.Equal(new Arm("Add", "Eager"), Arm.Parse("AddEager"));
        Assert.Throws<ArgumentException>(() => Arm.Parse("Add"));
        Assert.Throws<ArgumentException>(() => Arm.Parse("Lazy"));
    }

    [Fact]
    public void Only_the_eager_arm_is_the_base_of_its_operation()
    {
        Assert.NotEmpty(Benchmarks);
        Assert.All(Benchmarks, benchmark =>
            Assert.Equal(Arm.Parse(benchmark.Name).Suffix == Arm.Eager, benchmark.GetCustomAttribute<BenchmarkAttribute>()!.Baseline));
    }

    [Fact]
    public void Every_operation_is_a_category_of_its_own()
    {
        var categories = new OperationCategories();
        Assert.All(Benchmarks, benchmark => Assert.Equal([Arm.Parse(benchmark.Name).Operation], categories.GetCategories(benchmark)));
    }

    [Theory]
    [InlineData("ElementwiseFusion", Pass.ElementwiseFusion)]
    [InlineData(" ScalarFolding , MatrixChainOrder,", Pass.ScalarFolding | Pass.MatrixChainOrder)]
    [InlineData("", Pass.None)]
    [InlineData(null, Pass.None)]
    public void Passes_are_switched_off_by_name(string? list, Pass off) => Assert.Equal((off, null), PassSwitch.Parse(list));

    [Theory]
    [InlineData("Fusion")]
    [InlineData("64")]
    [InlineData("scalarfolding")]
    public void A_pass_that_there_is_not_is_a_problem(string list)
    {
        string? problem = PassSwitch.Parse(list).Problem;

        Assert.Contains($"LAZY_PASSES_OFF names a pass '{list}'", problem, StringComparison.Ordinal);
        Assert.Contains("ScalarFolding, ElementwiseFusion", problem, StringComparison.Ordinal);
    }
}
