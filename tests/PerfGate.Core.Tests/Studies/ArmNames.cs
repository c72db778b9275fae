using PerfGate.Model;
using PerfGate.Studies;

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
    public void Are_the_end_of_a_methods_name(string method, string arm, string operation)
    {
        var split = Demo.Study.Split(Make.Id($"{method}(N: 1)"));

        Assert.Equal((arm, operation), (split?.Arm.Name, split?.Operation));
    }

    [Fact]
    public void Are_the_longest_suffix_where_several_fit()
    {
        StudyArm[] arms = [new("Async", "A"), new("LazyAsync", "LA"), new("yAsync", "yA")];

        foreach (var order in new[] { arms, [.. arms.Reverse()] })
        {
            var split = (Demo.Study with { Arms = [.. order] }).Split(Make.Id("AddLazyAsync"));

            Assert.Equal(("LA", "Add"), (split?.Arm.Name, split?.Operation));
        }
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
