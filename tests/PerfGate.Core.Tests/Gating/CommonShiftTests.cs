using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Gating;

/// <summary>Where most benchmarks are slower by the same factor, the machine is a likelier cause than the code.</summary>
public class CommonShiftTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(1)]
    public void Most_slower_alike_are_said_beside_the_verdict(int launches)
    {
        var result = Judge(launches, 1.21, 1.2, 1.19, 1.2, 1.0, 1.22);

        var warning = Assert.Single(result.Diagnostics, d => d.Code == DiagnosticCode.PG4016);
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains("5 of 6 benchmarks", warning.Fact, StringComparison.Ordinal);
        Assert.Contains("check --against", warning.Remedy, StringComparison.Ordinal);
        Assert.Equal(launches == 8 ? ExitCode.Regressed : ExitCode.Passed, result.ExitCode);
    }

    [Theory]
    [InlineData(1.2, 1.2, 1.2, 1.2)]
    [InlineData(1.2, 1.2, 1.2, 1.0, 1.0, 1.0)]
    [InlineData(1.1, 1.4, 2.0, 3.0, 5.0, 8.0)]
    [InlineData(1.02, 1.02, 1.02, 1.02, 1.02)]
    [InlineData(0.8, 0.8, 0.8, 0.8, 0.8)]
    public void Few_benchmarks_half_of_them_or_different_factors_are_not(params double[] slowdowns) =>
        Assert.DoesNotContain(Judge(8, slowdowns).Diagnostics, d => d.Code == DiagnosticCode.PG4016);

    [Fact]
    public void What_was_measured_in_turn_has_no_other_machine_to_blame()
    {
        var input = new GateInput(Run(8, 1.2, 1.2, 1.2, 1.2, 1.2), new Baseline([Run(8, 1, 1, 1, 1, 1)]), []);

        Assert.Contains(DiagnosticCode.PG4016, Gate.Judge([input], GatePolicy.Default).Codes(Severity.Warning));
        Assert.DoesNotContain(DiagnosticCode.PG4016, Gate.Judge([input with { IsPaired = true }], GatePolicy.Default).Codes(Severity.Warning));
    }

    private static GateResult Judge(int launches, params double[] slowdowns) => Make.Judge(Run(launches, slowdowns), Run(launches, [.. slowdowns.Select(_ => 1.0)]));

    private static SuiteRun Run(int launches, params double[] times) => Make.Run(times.Select((t, i) =>
        Make.Time($"B{i}", Enumerable.Range(0, launches).Select(launch => t * (100 + (0.1 * ((launch + i) % 5)))))));
}
