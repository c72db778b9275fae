using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline anchor</c>: keep the baseline of now as a release's, to see creep against; or forget it.</summary>
internal static class BaselineAnchor
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var name = new Argument<string?>("NAME") { Description = "The release, such as v2.0.", Arity = ArgumentArity.ZeroOrOne };
        var remove = new Option<bool>("--remove") { Description = "Forget the anchor: nothing is compared with it any more." };
        var command = new Command(
            "anchor", "Keeps what is judged against now as the anchor, in the place of an earlier one: the gate then sees many small steps add up.") { name, remove };
        command.Validators.Add(result =>
        {
            if (result.GetValue(remove) ? result.GetValue(name) is not null : string.IsNullOrWhiteSpace(result.GetValue(name)))
            {
                result.AddError(result.GetValue(remove) ? "--remove takes no NAME" : "NAME is missing or blank");
            }
        });
        foreach (var option in (Option[])[options.Config, options.Store, options.Suite, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            Keep(parsed.GetValue(remove) ? null : parsed.GetValue(name), new Measurement(parsed, options), context);
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static void Keep(string? name, Measurement measurement, CommandContext context)
    {
        var suites = measurement.Suites.Select(suite => suite.Name).ToHashSet();
        var stored = measurement.Store.LoadAll().Where(baseline => baseline.Sessions.Any(session => suites.Contains(session.Suite))).ToList();
        if (stored.Count == 0)
        {
            throw BaselineCommand.NothingStored(measurement);
        }

        foreach (var baseline in stored)
        {
            var earlier = AnchorsOf(baseline);
            var anchored = baseline.WithAnchor(name, suites.Contains);
            measurement.Store.Update(baseline.Environment.Key, now => (now ?? baseline).WithAnchor(name, suites.Contains));
            foreach (var session in name is null ? earlier : AnchorsOf(anchored))
            {
                var removed = name is null ? " removed" : "";
                context.Progress.Say($"anchor '{session.Provenance.Anchor}'{removed}: {session.Suite} at {Source(session)} on {baseline.Environment.Key}");
            }

            if (name is null && earlier.Count == 0)
            {
                context.Progress.Say($"no anchor to remove on {baseline.Environment.Key}");
            }
        }

        List<SuiteRun> AnchorsOf(Baseline baseline) => [.. baseline.Anchor?.Sessions.Where(session => suites.Contains(session.Suite)) ?? []];
    }

    private static string Source(SuiteRun session) => session.Provenance.Commit is { } commit ? $"commit {commit.Short}" : "an unknown commit";
}
