using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline update</c>: measure and store, but no regression that nobody accepted.</summary>
internal static class BaselineUpdate
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var accept = new AcceptOptions();
        var noConfirm = new Option<bool>("--no-confirm")
        {
            Description = "Do not measure what is slower than the stored baseline again, against the baseline's commit.",
        };
        var missing = new Option<bool>("--missing")
        {
            Description = "Store a baseline only of suites that have none of this machine; one method of each is measured once to find out.",
        };
        var command = new Command(
            "update", "Measures the suites and stores them as the baseline of this environment; earlier sessions are kept. A regression is refused, unless it is accepted by name.");
        foreach (var option in (Option[])[.. options.Measuring, .. accept.All, noConfirm, missing, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var measurement = new Measurement(parsed, options);
            var byName = accept.Read(parsed, measurement.Config.Policy.Today);
            if (parsed.GetValue(missing))
            {
                measurement = measurement.Without(await MissingBaselines.StoredAsync(measurement, measurement.Store.LoadAll(), context, cancellation));
            }

            return measurement.Suites.Count == 0 ? ExitCode.Passed : await UpdateAsync(measurement, byName, !parsed.GetValue(noConfirm), context, cancellation);
        }));
        return command;
    }

    /// <summary>Stores the first baseline: nobody has accepted anything yet.</summary>
    public static Task<ExitCode> FirstAsync(Measurement measurement, CommandContext context, CancellationToken cancellation) =>
        UpdateAsync(measurement, AcceptedByName.None, confirm: true, context, cancellation);

    private static async Task<ExitCode> UpdateAsync(
        Measurement measurement, AcceptedByName byName, bool confirm, CommandContext context, CancellationToken cancellation)
    {
        // Before anything is measured: a corrupt baseline is not to be overwritten unseen.
        _ = measurement.Store.LoadAll();
        measurement = measurement with { AsksForInputs = true };
        await SayOfWhatAsync(measurement, context, cancellation);
        var runs = await measurement.RunAsync(context, cancellation);
        if (RunCommand.FailuresOf(runs, context))
        {
            return ExitCode.SuiteFailed;
        }

        // While it was measured, others may have stored theirs.
        var stored = measurement.Store.LoadAll();
        var result = await JudgeAsync(runs, stored, measurement, confirm, context, cancellation);
        var decision = new UpdateDecision(
            result, byName, await Git.UserAsync(measurement.Folder, cancellation), measurement.Config.Policy.Today);
        foreach (var diagnostic in decision.Diagnostics)
        {
            context.Write(diagnostic);
        }

        if (decision.IsRefused)
        {
            return decision.Diagnostics.Where(d => d.Severity == Severity.Error).Max(d => d.Code.ToExitCode());
        }

        runs = [.. runs.Select(run => run.WithProvenance(run.Provenance with { Accepted = [.. decision.Accepted.Where(a => run.Benchmarks.Contains(a.Id))] }))];
        Store(runs, stored, measurement, context);
        await HistoryKeeping.AddAsync(runs, HistoryOrigin.BaselineUpdate, measurement, context, cancellation);
        return ExitCode.Passed;
    }

    // Before minutes are spent on a baseline against which nothing can be confirmed.
    private static async Task SayOfWhatAsync(Measurement measurement, CommandContext context, CancellationToken cancellation)
    {
        foreach (var suite in measurement.Suites)
        {
            if (await measurement.SourceAsync(measurement.Folder, suite, cancellation) is { Commit.IsDirty: true } state)
            {
                context.Write(Diagnostic.Warning(
                    DiagnosticCode.PG3018, $"the baseline of suite '{suite.Name}' will be of changes that are not committed, so no later suspect can be confirmed against it",
                    state.Changed.Count == 0 ? "git cannot tell what changed" : Format.Some([.. state.Changed.Select(path => Path.GetRelativePath(measurement.Folder, path).Replace('\\', '/'))]),
                    "Commit or ignore them, then run `dotnet perfgate baseline update` again"));
            }
        }

        if (await Git.TopAsync(measurement.Folder, cancellation) is not null && await Git.CommitAsync(measurement.Folder, "HEAD", cancellation) is { ExitCode: not 0 })
        {
            context.Write(Diagnostic.Warning(
                DiagnosticCode.PG3018, "the baseline will be of no commit, so no later suspect can be confirmed against it", "this repository has no commit yet",
                "Commit first, then run `dotnet perfgate baseline update` again"));
        }
    }

    // Against the newest session alone: an anchor is there to be judged against by every check, and moves with none.
    private static async Task<GateResult?> JudgeAsync(
        IReadOnlyList<SuiteRun> runs, IReadOnlyList<Baseline> stored, Measurement measurement, bool confirm,
        CommandContext context, CancellationToken cancellation)
    {
        var policy = measurement.Config.Policy;
        IReadOnlyList<GateInput> inputs =
        [
            .. runs.Select(run => new GateInput(run, Earlier(run, stored)?.WithAnchor(null, _ => true).ForSuite(run.Suite), SelectionOf(run, measurement)))
                .Where(input => input.Baseline is not null),
        ];
        if (inputs.Count == 0)
        {
            return null;
        }

        var screen = Gate.Judge(inputs, policy);
        return Gate.Judge(inputs, policy, confirm
            ? await Confirming.ConfirmAsync(screen, inputs, measurement, policy, new LaunchPlanner(stopsEarly: true, budget: null), context, cancellation)
            : await Repeating.MeasureAsync(screen.Suspects, [.. inputs.Select(input => input.AsJudged(policy))], isOfAnchor: false, measurement, policy, context, cancellation));
    }

    private static void Store(
        IReadOnlyList<SuiteRun> runs, IReadOnlyList<Baseline> stored, Measurement measurement, CommandContext context)
    {
        foreach (var environment in runs.GroupBy(run => run.Environment.Key))
        {
            var judged = Earlier(environment.First(), stored);
            context.Progress.Say($"stored {measurement.Store.Update(environment.Key, now =>
            {
                RefuseChanged(environment, judged, now, measurement);
                return environment.Aggregate(now is null ? null : Renaming.Map(now, measurement.Config.Policy.Renames), (baseline, run) => Add(baseline, run, measurement))!;
            })}");
        }
    }

    // What was found to be no regression was that against what was stored then.
    private static void RefuseChanged(IEnumerable<SuiteRun> runs, Baseline? judged, Baseline? now, Measurement measurement)
    {
        foreach (var suite in runs.Select(run => run.Suite).Where(suite => TextOf(judged, suite) != TextOf(now, suite)))
        {
            throw new PerfGateException(
                DiagnosticCode.PG5002, $"the baseline of suite '{suite}' was changed while it was measured, so nothing was stored", measurement.Store.Place,
                "Update it again: what is measured has to be judged against what is stored now");
        }

        static string TextOf(Baseline? baseline, string suite) => baseline?.ForSuite(suite) is { } stored ? MeasurementsWriter.Write(stored) : "";
    }

    private static Baseline? Earlier(SuiteRun run, IReadOnlyList<Baseline> stored) =>
        stored.FirstOrDefault(b => b.Environment.Key == run.Environment.Key);

    private static Baseline Add(Baseline? baseline, SuiteRun run, Measurement measurement)
    {
        var selection = SelectionOf(run, measurement);
        return baseline is null
            ? new Baseline([run])
            : baseline.With(run, id => selection.Any(glob => glob.Matches(id)), measurement.Config.Baselines.Sessions);
    }

    private static IReadOnlyList<Glob> SelectionOf(SuiteRun run, Measurement measurement) =>
        [.. measurement.FiltersOf(measurement.Suites.Single(suite => suite.Name == run.Suite)).Select(filter => new Glob(filter))];
}
