using System.Text;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Configuration;
using PerfGate.Core.Tests.Studies;
using PerfGate.Diagnostics;
using PerfGate.Explaining;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Readers;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Reporting;
using PerfGate.Reporting.Histories;
using PerfGate.Reporting.Histories.Page;
using PerfGate.Reporting.Json;
using PerfGate.Reporting.Studies;
using PerfGate.Results;
using PerfGate.Studies;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>What the tool does with each kind of document: it reads it, judges it, stores it and shows it in every format.</summary>
internal static class Readings
{
    private static readonly Metric[] Counters = [Make.Kernels];
    private static readonly SuiteRun Run = new("suite", Make.Here, [Documents.Slow("A", 7), Make.Allocated("A", 24), Documents.Slow("B(N: \"x|<y>\")", 8), Documents.Slow("L", 8), Documents.Slow("E", 8)], provenance: Make.RunAt(20, Documents.Slow("A", 7)).Provenance);

    public static void OfBaseline(byte[] utf8)
    {
        _ = MeasurementsReader.Recognises(utf8);
        var baseline = MeasurementsReader.Read("file", utf8);
        var text = MeasurementsWriter.Write(baseline);
        // What was read can be stored, and comes back.
        Assert.Equal(text, MeasurementsWriter.Write(MeasurementsReader.Read("file", Encoding.UTF8.GetBytes(text))));
        _ = baseline.WithAnchor("v2", _ => true);
        foreach (var run in baseline.Sessions.TakeLast(2))
        {
            Judge(run, baseline);
            Judge(run, Documents.Baseline);
            Judge(Run, baseline.With(run, _ => true, 2));
            Keep(run);
        }
    }

    public static SuiteRun OfReport(string name, byte[] utf8) => FoundReports.Merge("folder", [ReportFile.Read(name, utf8, Counters)]);

    public static void OfReportOf(string name, byte[] utf8, SuiteRun sound)
    {
        try
        {
            var run = OfReport(name, utf8);
            if (run.Measured.IsEmpty)
            {
                return;
            }

            Judge(run, new Baseline([sound]));
            Judge(sound, new Baseline([run]));
            Keep(run);
            Study(Demo.Study, run);
        }
        catch (PerfGateException)
        {
            _ = ReportFile.IsForeign(name, utf8);
            throw;
        }
    }

    public static void OfResult(byte[] utf8)
    {
        _ = JsonResultReader.Recognises(utf8);
        Show(JsonResultReader.Read("file", utf8));
    }

    public static void OfConfiguration(byte[] utf8)
    {
        var config = ConfigReader.Read("file", utf8);
        Show(Gate.Judge([new GateInput(Run, Documents.Baseline, [.. config.Suites.SelectMany(suite => suite.Filters).Take(3).Select(filter => new Glob(filter))])], config.Policy with { Today = new DateOnly(2026, 6, 1) }));
        if (config.Study is { } study)
        {
            Study(study, Run);
        }
    }

    public static void OfCalibration(byte[] utf8)
    {
        var calibration = CalibrationReader.Read("file", utf8);
        var text = CalibrationWriter.Write(calibration);
        Assert.Equal(text, CalibrationWriter.Write(CalibrationReader.Read("file", Encoding.UTF8.GetBytes(text))));
        var spread = Calibration.SpreadOf("suite", calibration, Documents.Baseline);
        Assert.True(spread.Suite > 0 && double.IsFinite(spread.Suite));
        Show(Gate.Judge([new GateInput(Run, Documents.Baseline, []) { Spread = spread }], GatePolicy.Default));
    }

    public static void OfHistory(byte[] utf8)
    {
        _ = HistoryReader.Recognises(utf8);
        var read = HistoryReader.Read("file", utf8);
        if (read.Sessions.IsEmpty)
        {
            return;
        }

        foreach (var session in read.Sessions)
        {
            var line = HistoryWriter.Line(session);
            Assert.Equal(line, HistoryWriter.Line(HistoryReader.Read("file", Encoding.UTF8.GetBytes(line)).Sessions.Single()));
        }

        var history = new History(read.Sessions);
        var lines = history.Lines.Select(line => (line, HistoryChanges.Find(line))).ToList();
        _ = HistoryList.Render(history);
        _ = HistoryPage.Render(lines, 0.01);
        _ = HistoryCsv.Render(history.Lines).Count();
        lines.ForEach(line => HistoryText.Render(line.line, line.Item2, showsAll: true, 0.01));
    }

    public static void OfJitListing(byte[] utf8)
    {
        var read = JitOutput.Read(Encoding.UTF8.GetString(utf8));
        var sound = JitOutput.Read(Documents.OfJitListings[0]);
        _ = CodeChange.Between(sound, read, (a, b) => a + b).Concat(CodeChange.Between(read, sound, (a, b) => a + b)).Count();
        if (read.Last.Count == 0)
        {
            throw new PerfGateException(DiagnosticCode.PG2009, "no listing is whole");
        }
    }

    public static void OfEvent(byte[] utf8)
    {
        try
        {
            _ = EventFile.Text(utf8, "pull_request", "base", "sha");
        }
        catch (FormatException e)
        {
            // Where the tool asks, it is a warning.
            throw new PerfGateException(DiagnosticCode.PG3015, e.Message.ReplaceLineEndings(" "));
        }
    }

    // A run of no arms is refused, and that is tried elsewhere.
    private static void Study(Study study, SuiteRun run)
    {
        try
        {
            var result = StudyComparer.Compare(study, [run]);
            _ = StudyMarkdown.Render(result, "command", "plots") + string.Concat(result.Groups.Where(group => StudyPlot.Has(study, group)).Select(group => StudyPlot.Render(study, group)));
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG2016)
        {
        }
    }

    private static void Judge(SuiteRun run, Baseline baseline)
    {
        var input = new GateInput(run, baseline, []) { Spread = Calibration.SpreadOf(run.Suite, null, baseline) };
        Show(Gate.Judge([input], GatePolicy.Default with { Ratios = [new RatioRule("r", "A", "B")] }));
        _ = Gate.Judge([input with { IsScreen = true }], GatePolicy.Default);
    }

    // A history takes what a baseline takes.
    private static void Keep(SuiteRun run)
    {
        if (HistorySession.Of(run, HistoryOrigin.Check, null) is { } session)
        {
            _ = HistoryReader.Read("file", Encoding.UTF8.GetBytes(HistoryWriter.Line(session))).Sessions.Single();
        }
    }

    private static void Show(GateResult result)
    {
        foreach (var (format, render) in ReportFormats.All)
        {
            var text = render(result);
            Assert.True(text.Length == 0 || text.EndsWith('\n'), $"{format} ends without a line feed");
        }

        // A result that was saved can be shown again.
        var back = JsonResultReader.Read("file", Encoding.UTF8.GetBytes(JsonReport.Render(result)));
        Assert.Equal(result.ExitCode, back.ExitCode);
    }
}
