using System.CommandLine;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Reporting;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate check</c>: measure, compare with the baseline, judge.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var against = new Option<string?>("--against")
        {
            Description = "Judge against this commit, branch or tag, measured in turn on this machine, instead of a stored baseline.",
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
        var inputs = new Option<string?>("--inputs")
        {
            Description = "Write an MSBuild project that lists the configuration and the baselines, for incremental builds.",
            HelpName = "PATH",
        };
        var command = new Command("check", "Measures the suites, compares them with their baseline, and fails on a regression.")
        {
            against, noConfirm, allLaunches, budget, inputs,
        };
        foreach (var option in (Option[])[.. options.Measuring, .. options.Judging, options.Strict, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.Parse).ToList();
            var measurement = new Measurement(parsed, options);
            var policy = Measurement.Strictly(measurement.Config.Policy, parsed.GetValue(options.Strict));
            var planner = new LaunchPlanner(!parsed.GetValue(allLaunches), parsed.GetValue(budget));
            var result = await JudgeAsync(parsed.GetValue(against), measurement, policy, planner, !parsed.GetValue(noConfirm), context, cancellation);
            var exitCode = context.Show(result, reports);
            return parsed.GetValue(inputs) is { } list
                ? context.WriteBeside(exitCode, () => InputList.Write(list, measurement.ConfigPath, measurement.Store.Folder))
                : exitCode;
        }));
        return command;
    }

    private static async Task<GateResult> JudgeAsync(
        string? against, Measurement measurement, GatePolicy policy, LaunchPlanner planner, bool confirms, CommandContext context, CancellationToken cancellation)
    {
        policy = policy with { HasStore = against is null };
        var screening = new Screening(measurement, planner, policy, context);
        var inputs = against is null
            ? await screening.AgainstStoredAsync(confirms, cancellation)
            : await screening.AgainstAsync(against, confirms, cancellation);
        var screen = Gate.Judge(inputs, policy);
        return screen.Outcome == Outcome.Failed || !screen.Suspects.Any() ? screen : Gate.Judge(
            inputs, policy,
            confirms ? await Confirming.ConfirmAsync(screen, inputs, measurement, policy, planner, context, cancellation)
                : inputs.All(input => input.IsPaired) ? []
                : await Confirming.NotWantedAsync(screen, inputs, measurement, policy, context, cancellation));
    }
}
