using PerfGate.Results;

namespace PerfGate.Core.Tests.Studies;

public class ArmNames
{
    [Theory]
    [InlineData("AddEager", "E0", "Add")]
    [InlineData("AddEagerByHand", "E1", "Add")]
    [InlineData("AddLazy", "L1", "Add")]
    [InlineData("AddLazyAsync", "LA", "Add")]
    [InlineData("BuildAndEvalLazy", "L1", "BuildAndEval")]
    [InlineData("LazyAsync", "LA", "")]
    [InlineData("LazyEager", "E0", "Lazy")]
    public void Are_the_longest_suffix_that_fits(string method, string arm, string operation)
    {
        var split = Demo.Study.Split(Make.Id($"{method}(N: 1)"));

        Assert.Equal((arm, operation), (split?.Arm.Name, split?.Operation));
    }

    [Theory]
    [InlineData("Add")]
    [InlineData("LazyAdd")]
    [InlineData("Addlazy")]
    [InlineData("AddAsync")]
    public void Are_nothing_where_no_suffix_fits(string method) => Assert.Null(Demo.Study.Split(Make.Id(method)));

    [Fact]
    public void Do_not_come_from_parameters_or_jobs() =>
        Assert.Null(Demo.Study.Split(new BenchmarkId("Suite", "Type", "Add", "Kind: Lazy", "Lazy")));
}
