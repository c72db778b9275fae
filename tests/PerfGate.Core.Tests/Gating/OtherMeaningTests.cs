using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>A metric of one name that is something else on each side.</summary>
public class OtherMeaningTests
{
    private static readonly Metric Rate = new("rate", "requests/s", MetricDirection.HigherIsBetter, MetricKind.Exact);

    public static TheoryData<Metric, string> Others => new()
    {
        { Rate with { Unit = "MB/s" }, "unit 'MB/s' there, 'requests/s' here" },
        { Rate with { Direction = MetricDirection.LowerIsBetter }, "lower is better there, higher is better here" },
        { Rate with { Kind = MetricKind.Sampled }, "sampled there, exact here" },
        { Rate with { Unit = "", Kind = MetricKind.Sampled }, "no unit there, 'requests/s' here; sampled there, exact here" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void It_is_not_judged_and_what_differs_is_said(Metric before, string said)
    {
        var result = Make.Judge(Make.Run(Of(Rate, 50), Of(Make.Kernels, 3)), Make.Run(Of(before, 100), Of(Make.Kernels, 3)));

        Assert.Equal((Verdict.Inconclusive, ExitCode.Passed), (result.VerdictOf("A", "rate"), result.ExitCode));
        Assert.Equal(Verdict.Unchanged, result.VerdictOf("A", Make.Kernels.Name));
        Assert.Empty(result.Suspects);
        var diagnostic = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG3013);
        Assert.Equal((Severity.Warning, $"{said}: {Make.Id("A")}"), (diagnostic.Severity, diagnostic.Evidence));
        Assert.Contains("baseline update", diagnostic.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_in_another_unit_is_not_shown_as_if_it_were_in_this_one()
    {
        var comparison = Make.Judge(Make.Run(Of(Rate, 50)), Make.Run(Of(Rate with { Unit = "MB/s" }, 100))).Judgements.Single().Comparison;

        Assert.Equal((null, null, 50.0), (comparison.Baseline, comparison.Ratio, comparison.Candidate!.Value));
    }

    [Fact]
    public void It_is_not_judged_against_the_anchor_either_and_two_runs_are_told_to_agree()
    {
        var result = Make.Judge(Make.Run(Of(Rate, 50)), Make.AnchorAt(1, Of(Rate with { Unit = "MB/s" }, 100)), GatePolicy.Default with { HasStore = false });

        Assert.DoesNotContain("baseline update", Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG3013).Remedy!, StringComparison.Ordinal);
        Assert.False(result.Judgements.Single().HasCrept);
    }

    [Fact]
    public void Strictly_it_fails() =>
        Assert.Equal(ExitCode.Inconclusive, Make.Judge(Make.Run(Of(Rate, 50)), Make.Run(Of(Rate with { Unit = "MB/s" }, 100)), GatePolicy.Default with { OnInconclusive = PolicyAction.Fail }).ExitCode);

    private static Measured Of(Metric metric, double value) => new(Make.Id("A"), metric, Make.Sample(value, value));
}
