using System.CommandLine;
using System.Diagnostics;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate calibrate</c>: measure the noise of this machine, one build against itself.</summary>
internal static class CalibrateCommand
{
    // None flagged of 500 bounds the rate below 1 %; a large suite, of which each build takes long to judge, has to do with fewer.
    private const int UnchangedBuilds = 500;
    private const int FewestBuilds = 100;
    private const int JudgedBenchmarks = 40 * UnchangedBuilds;
    private const int Seed = 1;

    public static Command Create()
    {
        var options = new CommonOptions();
        var command = new Command("calibrate", "Measures the suites against themselves: the noise here, what can be detected, how often the gate is wrong; and stores it.");
        foreach (var option in (Option[])[.. options.Measuring, options.Report, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.ParseOfCalibration).ToList();
            var measurement = new Measurement(parsed, options) { AsksForInputs = true };
            var store = new CalibrationStore(measurement.Store.Documents);
            // Before anything is measured: what is corrupt is not to be overwritten unseen.
            var (calibrations, baselines) = (store.LoadAll(), measurement.Store.LoadAll());
            var timed = await MeasureAsync(measurement, context, cancellation);
            if (RunCommand.FailuresOf([.. timed.Select(t => t.Run)], context))
            {
                return ExitCode.SuiteFailed;
            }

            if (timed.FirstOrDefault(t => t.Run.Measured.All(measured => measured.Metric.Kind == MetricKind.Exact)) is { } exact)
            {
                throw new PerfGateException(
                    DiagnosticCode.PG1001, $"suite '{exact.Run.Suite}' measures nothing that scatters, so there is no noise to calibrate", Format.Some([.. exact.Run.Measured.Select(measured => measured.Metric.Name).Distinct()]),
                    measurement.Suites.Count > 1 ? "Name the other suites: --suite NAME" : "Exact metrics repeat; a check needs no calibration of them");
            }

            var builds = Math.Clamp(JudgedBenchmarks / timed.Sum(t => t.Run.Benchmarks.Length), FewestBuilds, UnchangedBuilds);
            context.Progress.Say($"judging {builds} unchanged builds made of these launches");
            var result = Judge(timed, calibrations, baselines, measurement, builds, cancellation);
            foreach (var environment in timed.Select(t => t.Run).GroupBy(run => run.Environment.Key))
            {
                context.Progress.Say($"stored {store.Update(environment.Key, earlier => environment.Aggregate(earlier, (all, run) => With(all, run, SessionOf(run, result)))!)}");
            }

            return context.Show(result, reports);
        }));
        return command;
    }

    private static async Task<IReadOnlyList<Timed>> MeasureAsync(Measurement measurement, CommandContext context, CancellationToken cancellation)
    {
        var timed = new List<Timed>();
        foreach (var suite in measurement.Suites)
        {
            var plan = measurement.PlanFor(suite);
            var building = Stopwatch.StartNew();
            if (plan.Build)
            {
                context.Progress.Say($"building {suite.Name}");
                await (suite.Command is null ? SuiteBuilder.BuildAsync(suite, plan.Root, build: true, cancellation) : CommandProgram.BuildAsync(suite, plan.Root, cancellation));
            }

            building.Stop();
            var provenance = await measurement.ProvenanceAsync(measurement.Folder, suite, cancellation);
            var measuring = Stopwatch.StartNew();
            // Two sides of one build are one side of twice the launches: which launch belongs to which is drawn afterwards.
            var run = await Measurement.RunnerFor(context).RunAsync(plan with { Launches = 2 * plan.Launches, Build = false }, isOver: null, cancellation);
            timed.Add(new Timed(run.WithProvenance(provenance), plan.Launches, plan.Build ? building.Elapsed : TimeSpan.Zero, measuring.Elapsed / (2 * plan.Launches)));
        }

        return timed;
    }

    private static CalibrationResult Judge(
        IReadOnlyList<Timed> timed, IReadOnlyList<Calibration> calibrations, IReadOnlyList<Baseline> baselines, Measurement measurement,
        int builds, CancellationToken cancellation) => CalibrationResult.Of(
        [.. timed.Select(t => t.Run)],
        measurement.Config.Policy,
        (run, benchmarks) =>
        {
            var (_, launches, build, launch) = timed.Single(t => t.Run.Suite == run.Suite);
            var spread = Calibration.SpreadOf(
                run.Suite,
                With(calibrations.FirstOrDefault(c => c.Environment == run.Environment.Key), run, new CalibrationSession(run.Suite, run.Provenance, benchmarks)),
                baselines.FirstOrDefault(b => b.Environment.Key == run.Environment.Key));
            return new SuiteNoise(run.Suite, launches, launch, build, benchmarks, spread);
        },
        builds,
        new Random(Seed),
        cancellation);

    private static CalibrationSession SessionOf(SuiteRun run, CalibrationResult result) =>
        new(run.Suite, run.Provenance, result.Suites.Single(s => s.Suite == run.Suite).Benchmarks);

    private static Calibration With(Calibration? earlier, SuiteRun run, CalibrationSession session) =>
        earlier?.With(session) ?? new Calibration(run.Environment.Key, [session]);

    /// <param name="Run">What was measured, of both sides.</param>
    /// <param name="Launches">How many launches a side has.</param>
    /// <param name="Build">How long the build took.</param>
    /// <param name="Launch">How long a launch took.</param>
    private sealed record Timed(SuiteRun Run, int Launches, TimeSpan Build, TimeSpan Launch);
}
