using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Sharding;

namespace PerfGate.Core.Tests.Sharding;

public class ShardCostsTests
{
    private const double Second = 1e9;

    [Fact]
    public void A_short_operation_costs_what_BenchmarkDotNet_repeats_it_for()
    {
        // Three launches of one iteration each: a launch is one iteration of half a second.
        Assert.Equal(500, CostOf("Short", [new Baseline([Make.RunAt(1, Make.Time("Short", 100, 100, 100))])]));
        Assert.Equal(5, CostOf("Short", [new Baseline([Make.RunAt(1, Make.Time("Short", 100, 100, 100))])], "--iterationTime", "5"));
    }

    [Fact]
    public void A_long_operation_costs_its_own_time() =>
        Assert.Equal(3000, CostOf("Long", [new Baseline([Make.RunAt(1, Make.Time("Long", 2 * Second, 4 * Second))])]));

    [Fact]
    public void A_method_costs_all_of_its_parameters_and_jobs() =>
        Assert.Equal(5000, CostOf("Sum", [new Baseline([Make.RunAt(1, Make.Time("Sum(N: 1)", 2 * Second), Make.Time("Sum(N: 2)", 3 * Second))])]));

    [Fact]
    public void The_newest_session_counts_whatever_its_machine()
    {
        var there = new SuiteRun("suite", Make.Elsewhere, [Make.Time("Sum", 7 * Second)], provenance: Make.RunAt(3).Provenance);

        Assert.Equal(7000, CostOf("Sum", [new Baseline([Make.RunAt(2, Make.Time("Sum", 2 * Second))]), new Baseline([there])]));
        Assert.Equal(7000, CostOf("Sum", [new Baseline([there]), new Baseline([Make.RunAt(2, Make.Time("Sum", 2 * Second))])]));
    }

    [Fact]
    public void What_was_never_measured_costs_the_middle_of_its_suite()
    {
        Baseline[] stored = [new Baseline([Make.RunAt(1, Make.Time("A", 1 * Second), Make.Time("B", 2 * Second), Make.Time("C", 9 * Second))])];

        Assert.Equal(2000, CostOf("New", stored));
        Assert.Equal(CostOf("New", []), CostOf("Other", []));
    }

    private static long CostOf(string method, IReadOnlyList<Baseline> baselines, params ImmutableArray<string> arguments) => new ShardCosts(
        baselines,
        new PerfGateConfig([new SuiteConfig("suite", "p", null, ["*"], Isolation.InProcess, 5, 2, arguments)], new BaselineConfig("b", false, 3), GatePolicy.Default))
        .Of(new ShardUnit("suite", Make.Id(method).MethodName));
}
