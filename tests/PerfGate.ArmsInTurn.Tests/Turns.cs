using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using PerfGate.ArmsInTurn.Tests.Benchmarks;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>Who is called when.</summary>
public class Turns
{
    private const int Arms = 3;

    [Fact]
    public void In_each_round_every_arm_has_one_block_in_an_order_drawn_anew()
    {
        const int rounds = 20;
        Measuring.Run<Three>(Measuring.OneCall.WithIterationCount(rounds).WithWarmupCount(0));

        // The first call of each arm compiles it, and the last one is counted.
        string[] calls = [.. CallsWith(n: 1).Skip(Arms).SkipLast(Arms)];
        string[] orders = [.. calls.Chunk(Arms).Select(round => string.Concat(round))];
        Assert.Equal(rounds, orders.Length);
        Assert.All(orders, order => Assert.Equal("ABC", string.Concat(order.Order())));
        Assert.NotEqual(1, orders.Distinct().Count());
    }

    [Fact]
    public void Arms_with_other_parameters_are_another_group()
    {
        Measuring.Run<Three>(Measuring.OneCall);

        string[] parameters = [.. Events.All.Select(said => said.Split(' ')[^2])];
        Assert.Equal(["1", "2"], parameters.Where((n, i) => i == 0 || n != parameters[i - 1]));
    }

    [Fact]
    public void Each_arm_is_set_up_once_before_and_cleaned_up_once_after_on_its_own_instance()
    {
        Measuring.Run<Three>(Measuring.Short);

        var instances = Events.All.GroupBy(said => said.Split(' ')[^1]).ToList();
        Assert.Equal(2 * Arms, instances.Count);
        Assert.All(instances, said =>
        {
            string[] kinds = [.. said.Select(text => text[..^said.Key.Length])];
            Assert.StartsWith("set up", kinds[0], StringComparison.Ordinal);
            Assert.StartsWith("clean up", kinds[^1], StringComparison.Ordinal);
            Assert.Single(kinds[1..^1].Distinct());
        });
    }

    [Fact]
    public void A_filter_measures_only_what_it_chooses()
    {
        Summary summary = Measuring.Run<Three>(Measuring.Short, config => config.AddFilter(new NameFilter(name => name == "B")));

        Assert.Equal(2, summary.Reports.Length);
        Assert.All(summary.Reports, report => Assert.Equal(Measuring.Iterations, report.Timed().Length));
        Assert.Equal(2, Events.All.Count(said => said.StartsWith("set up", StringComparison.Ordinal)));
        Assert.DoesNotContain(Events.All, said => said[0] is 'A' or 'C');
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void Categories_are_groups_where_the_configuration_says_so(bool byCategory, int groups)
    {
        Measuring.Run<Categorized>(
            Measuring.OneCall.WithIterationCount(20),
            config => byCategory ? config.AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory) : config);

        int changes = Events.All.Zip(Events.All.Skip(1)).Count(pair => pair.First != pair.Second);
        Assert.Equal(groups == 2, changes == 1);
    }

    private static IEnumerable<string> CallsWith(int n) => Events.All
        .Select(said => said.Split(' '))
        .Where(said => said is [_, var value, _] && value == $"{n}")
        .Select(said => said[0]);
}
