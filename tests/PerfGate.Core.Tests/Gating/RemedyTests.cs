using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

public class RemedyTests
{
    private static readonly double[] Steady = [100, 101, 102, 100.5, 101.5, 100.2, 101.2, 100.8];

    [Fact]
    public void Without_a_store_no_remedy_names_one()
    {
        var (stored, compared) = (Judge(GatePolicy.Default), Judge(GatePolicy.Default with { HasStore = false }));

        DiagnosticCode[] expected = [DiagnosticCode.PG2006, DiagnosticCode.PG4001, DiagnosticCode.PG4002, DiagnosticCode.PG4004];
        Assert.Equal(expected, Naming(stored).Order());
        Assert.Empty(Naming(compared));
        Assert.Equal(stored.Diagnostics.Select(d => d.Fact), compared.Diagnostics.Select(d => d.Fact));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_baseline_of_another_machine_is_stored_anew_only_where_there_is_a_store(bool hasStore)
    {
        var run = Make.Run(Make.Time("A", Steady));
        var elsewhere = new SuiteRun("suite", Make.Elsewhere, run.Measured);

        var result = Make.Judge(run, elsewhere, GatePolicy.Default with { HasStore = hasStore });

        Assert.Equal(hasStore, result.Diagnostics.Single(d => d.Code == DiagnosticCode.PG3004).Remedy!.Contains("baseline update", StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_metric_of_a_known_benchmark_is_no_new_benchmark()
    {
        var result = Make.Judge(
            Make.Run(Make.Time("A", Steady), Make.Allocated("A", 8), Make.Time("B", Steady), Make.Allocated("B", 8)), Make.Run(Make.Time("A", Steady)));

        Assert.Equal(
            [("the metric 'allocated' of 1 benchmark is new: not in the baseline", "Suite.Type.A"), ("1 benchmark new: not in the baseline", "Suite.Type.B")],
            result.Diagnostics.Where(d => d.Code == DiagnosticCode.PG4004).Select(d => (d.Fact, d.Evidence!)));
    }

    [Fact]
    public void Few_launches_of_two_runs_are_told_what_tells_by_how_much()
    {
        var (now, then) = (Make.Run(Make.Time("A", 10_000)), Make.Run(Make.Time("A", 100)));
        string RemedyOf(GatePolicy policy) => Make.Judge(now, then, policy).Diagnostics.Single(d => d.Code == DiagnosticCode.PG4001).Remedy!;

        var compared = RemedyOf(GatePolicy.Default with { HasStore = false, CanAccept = false });
        Assert.DoesNotContain("accept", compared, StringComparison.Ordinal);
        Assert.Contains("--launchCount 8", compared, StringComparison.Ordinal);
        Assert.Contains("\"accepted\"", RemedyOf(GatePolicy.Default with { HasStore = false }), StringComparison.Ordinal);
        Assert.Contains("baseline update --accept", RemedyOf(GatePolicy.Default), StringComparison.Ordinal);
    }

    private static IEnumerable<DiagnosticCode> Naming(GateResult result) =>
        result.Diagnostics.Where(d => d.Remedy?.Contains("perfgate baseline", StringComparison.Ordinal) == true).Select(d => d.Code);

    private static GateResult Judge(GatePolicy policy) => Make.Judge(
        Make.Run(Make.Time("Slow", Steady.Select(v => 2 * v)), Make.Time("Fat", Steady), Make.Allocated("Fat", 80, 80), Make.Time("New", Steady)),
        Make.Run(Make.Time("Slow", Steady), Make.Time("Fat", Steady), Make.Allocated("Fat", 8, 8), Make.Time("GoneAway", Steady)),
        policy);
}
