using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Policies;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate check</c>: measure, compare with the baseline, judge.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var against = new Option<string?>("--against")
        {
            Description = "Judge against this commit or tag, or where this work left a branch, measured in turn on this machine, instead of a stored baseline.",
            HelpName = "REF",
        };
        var baselineFrom = new Option<string?>("--baseline-from")
        {
            Description = "Take perfgate.json and the stored baselines from this commit or branch: a pull request cannot change what it is judged by.",
            HelpName = "REF",
        };
        var noConfirm = new Option<bool>("--no-confirm")
        {
            Description = "Do not measure what is slower than the stored baseline again, against the baseline's commit.",
        };
        var allLaunches = new Option<bool>("--all-launches")
        {
            Description = "Make every launch of the plan of every benchmark, even where fewer decide.",
        };
        var budget = new Option<TimeSpan?>("--budget")
        {
            Description = "How long measuring may take, such as 90s, 5m or 1h: what is undecided is measured for as long as that, up to three times the launches planned.",
            HelpName = "TIME",
            CustomParser = DurationOption.Parse,
        };
        var affected = new Option<bool>("--affected")
        {
            Description = "Skip the suites that are built from nothing that changed since the commit to compare with.",
        };
        var explain = new Option<bool?>("--explain")
        {
            Description = "Run what is slower again with the runtime's own instruments on, and say why: the first three. In a CI system that is known this is on.",
            HelpName = "true|false",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var shards = new ShardedRunOptions("check", "Judge what the shards of this run measured, all together, and measure nothing but suspects.");
        var inputs = new Option<string?>("--inputs")
        {
            Description = "Write an MSBuild project that lists the configuration and the baselines, for incremental builds.",
            HelpName = "PATH",
        };
        var command = new Command("check", "Measures the suites, compares them with their baseline, and fails on a regression.")
        {
            against, baselineFrom, affected, noConfirm, allLaunches, budget, explain, inputs, shards.Run, shards.Input,
        };
        foreach (var option in (Option[])[.. options.Measuring, .. options.Judging, options.Strict, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.Parse).ToList();
            var run = shards.Read(parsed, against, affected, explain, options.Quick);
            var config = ConfigFile.Load(parsed.GetValue(options.Config), parsed.GetValue(options.Project));
            var request = parsed.GetValue(against) is null ? PullRequest.Here(context.WriteOnce) : null;
            using var protectedFiles = parsed.GetValue(baselineFrom) is { } source ? await ProtectedFiles.OfAsync(source, config.Path, StoreAddress.Given(parsed.GetValue(options.Store)), cancellation) : null;
            var measurement = new Measurement(parsed, options, protectedFiles)
            {
                Base = request is null ? null : await BaseCommit.OfAsync(config.Folder, request, context.WriteOnce, cancellation),
            };
            var reference = parsed.GetValue(against) is { } name ? await BaseCommit.OfAsync(config.Folder, name, cancellation) : null;
            var skipped = parsed.GetValue(affected) ? await Affected.SkippedAsync(measurement, reference, context, cancellation) : null;
            measurement = measurement.Without([.. skipped?.Keys ?? []]);
            var policy = Measurement.Strictly(measurement.Config.Policy, parsed.GetValue(options.Strict));
            // A look measures nothing twice: suspects are shown, and another machine's times are not judged.
            policy = measurement.IsQuick ? policy with { OnOtherMachine = OnOtherMachine.Show } : policy;
            var explains = parsed.GetResult(explain) is { } asked ? asked.GetValueOrDefault<bool?>() ?? true : context.IsInCi && !measurement.IsQuick;
            var planner = new LaunchPlanner(!parsed.GetValue(allLaunches), parsed.GetValue(budget));
            var result = run is not null
                ? await new ShardJudging(measurement with { IsMeasuredElsewhere = true }, policy, context)
                    .JudgeAsync(run, parsed.GetValue(shards.Input), !parsed.GetValue(noConfirm), planner, cancellation)
                : measurement.Suites.Count == 0
                ? Gate.Skip(skipped!.Values, policy)
                : await JudgeAsync(reference, measurement, policy, planner, !parsed.GetValue(noConfirm) && !measurement.IsQuick, explains, [.. skipped?.Values ?? []], context, cancellation);
            var exitCode = context.Show(result, reports);
            return parsed.GetValue(inputs) is { } list
                ? context.WriteBeside(exitCode, () => InputList.Write(list, measurement.ConfigPath, measurement.Store.Documents))
                : exitCode;
        }));
        return command;
    }

    private static async Task<GateResult> JudgeAsync(
        string? against, Measurement measurement, GatePolicy policy, LaunchPlanner planner, bool confirms, bool explains, IReadOnlyList<Diagnostic> skipped,
        CommandContext context, CancellationToken cancellation)
    {
        policy = policy with { HasStore = against is null };
        var screening = new Screening(measurement, planner, policy, context);
        var inputs = against is null
            ? await screening.AgainstStoredAsync(confirms, cancellation)
            : await screening.AgainstAsync(against, confirms, cancellation);
        inputs = [inputs[0] with { Candidate = inputs[0].Candidate.WithNotes(skipped) }, .. inputs.Skip(1)];
        inputs = await OwnJudge.NoteAsync(inputs, measurement, policy, cancellation);
        inputs = against is null ? Unasked.Note(inputs, measurement, policy) : inputs;
        var screen = Gate.Judge(inputs, policy);
        if (screen.Outcome != Outcome.Failed)
        {
            await HistoryKeeping.AddAsync(inputs.Select(input => input.Candidate), HistoryOrigin.Check, measurement, context, cancellation);
        }

        var result = screen.Outcome == Outcome.Failed || !screen.Suspects.Any() ? screen : Gate.Judge(
            inputs, policy,
            confirms ? await Confirming.ConfirmAsync(screen, inputs, measurement, policy, planner, context, cancellation)
                : inputs.All(input => input.IsPaired) ? []
                : await Confirming.NotWantedAsync(screen, inputs, measurement, policy, context, cancellation));
        return explains ? await ExplainRegressions.AddAsync(result, inputs, measurement, policy, context, cancellation) : result;
    }
}
