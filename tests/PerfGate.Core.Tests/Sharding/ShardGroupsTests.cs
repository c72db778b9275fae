using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Sharding;
using PerfGate.Studies;

namespace PerfGate.Core.Tests.Sharding;

public class ShardGroupsTests
{
    [Fact]
    public void Both_methods_of_a_ratio_are_one_group()
    {
        var policy = GatePolicy.Default with { Ratios = [new RatioRule("lazy / eager", "Lazy", "Eager")] };

        Assert.Equal([["N.T.AddEager", "N.T.AddLazy"], ["N.T.MulEager"], ["N.U.AddLazy"]], GroupsOf(policy, null, "N.T.AddEager", "N.T.AddLazy", "N.T.MulEager", "N.U.AddLazy"));
    }

    [Fact]
    public void All_arms_of_an_operation_are_one_group()
    {
        StudyArm[] arms = [new("Lazy", "lazy", ""), new("Eager", "eager", ""), new("LazyAsync", "async", "")];
        var study = new Study("s", arms[1], [.. arms], [], 0.05);

        Assert.Equal([["N.T.AddEager", "N.T.AddLazy", "N.T.AddLazyAsync"], ["N.T.MulLazy"]], GroupsOf(GatePolicy.Default, study, "N.T.AddEager", "N.T.AddLazy", "N.T.AddLazyAsync", "N.T.MulLazy"));
    }

    [Fact]
    public void What_one_filter_chooses_is_one_group()
    {
        Assert.Equal([["N.T.Sum", "N.T.sum"]], GroupsOf(GatePolicy.Default, null, "N.T.Sum", "N.T.sum"));
        Assert.Equal([["N.T.Su?", "N.T.SuX"], ["N.T.Sums"]], GroupsOf(GatePolicy.Default, null, "N.T.Su?", "N.T.SuX", "N.T.Sums"));
    }

    [Fact]
    public void Two_suites_share_nothing()
    {
        Assert.Equal(2, ShardGroups.Of([new("a", "N.T.M"), new("b", "N.T.M")], GatePolicy.Default, null).Count);
        Assert.Equal(2, ShardGroups.Of([new("a", ShardUnit.Whole), new("b", "N.T.M")], GatePolicy.Default, null).Count);
    }

    private static IEnumerable<string[]> GroupsOf(GatePolicy policy, Study? study, params string[] methods) =>
        ShardGroups.Of([.. methods.Select(method => new ShardUnit("s", method))], policy, study).Select(group => group.Select(unit => unit.Method).ToArray());
}
