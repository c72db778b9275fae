using System.Text;
using PerfGate.Baselines;
using PerfGate.Fleets;
using PerfGate.Histories;
using PerfGate.Reporting;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Fleets;

public class FleetTests
{
    [Fact]
    public void Says_of_each_label_how_many_models_and_runs_have_a_baseline()
    {
        HistorySession[] sessions = [.. Seen("ubuntu", Make.Here, 11), .. Seen("ubuntu", Make.Elsewhere, 1), .. Seen("", Make.Elsewhere, 1)];

        Assert.Equal(
            """
            no label, suite 'suite': 0 of 1 model has a baseline, 0 % of 1 run
              missing  100 %  1 run  Other CPU, 2 cores, Debian 12, X64, .NET 10.0.1, workstation, AVX2, last seen 2026-01-01

            ubuntu, suite 'suite': 1 of 2 models have a baseline, 92 % of 12 runs
              stored    92 %  11 runs  Test CPU, 2 cores, Debian 12, X64, .NET 10.0.1, workstation, AVX2
              missing    8 %    1 run  Other CPU, 2 cores, Debian 12, X64, .NET 10.0.1, workstation, AVX2, last seen 2026-01-01

            To fill the gaps, run `dotnet perfgate baseline update --missing` in jobs of these runners.

            """.ReplaceLineEndings("\n"),
            FleetText.Render(Fleet.Of(sessions, [new Baseline([Make.RunAt(1, Make.Time("A", 1))])])));
    }

    [Fact]
    public void A_baseline_of_another_suite_is_none() =>
        Assert.False(Assert.Single(Assert.Single(Fleet.Of(Seen("x", Make.Here, 1), [new Baseline([new SuiteRun("other", Make.Here, [Make.Time("A", 1)])])])).Models).HasBaseline);

    [Fact]
    public void What_was_imported_or_measured_later_does_not_count() =>
        Assert.Empty(Fleet.Of([.. Seen("x", Make.Here, 1, HistoryOrigin.Import), .. Seen("x", Make.Here, 1, HistoryOrigin.Backfill)], []));

    [Fact]
    public void One_run_of_a_thousand_without_a_baseline_is_not_nothing()
    {
        var text = FleetText.Render(Fleet.Of([.. Seen("x", Make.Here, 999), .. Seen("x", Make.Elsewhere, 1)], [new Baseline([Make.RunAt(1, Make.Time("A", 1))])]));

        Assert.Contains("99 % of 1000 runs", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_label_is_kept_in_the_history_and_a_line_without_one_is_as_it_was()
    {
        var (labelled, plain) = (Seen("ubuntu", Make.Here, 1).Single(), Seen("", Make.Here, 1).Single());

        Assert.Equal("ubuntu", HistoryReader.Read("file", Encoding.UTF8.GetBytes(HistoryWriter.Line(labelled))).Sessions.Single().Runner);
        Assert.Equal("ubuntu", labelled.With(labelled.Values).Runner);
        Assert.DoesNotContain("runner", HistoryWriter.Line(plain), StringComparison.Ordinal);
        Assert.Equal("", HistoryReader.Read("file", Encoding.UTF8.GetBytes(HistoryWriter.Line(plain))).Sessions.Single().Runner);
    }

    private static IEnumerable<HistorySession> Seen(string runner, HostEnvironment host, int times, HistoryOrigin origin = HistoryOrigin.Check) => Enumerable.Range(0, times)
        .Select(_ => HistorySession.Of(new SuiteRun("suite", host, [Make.Time("A", 1)], provenance: Make.RunAt(1).Provenance), origin, null)! with { Runner = runner });
}
