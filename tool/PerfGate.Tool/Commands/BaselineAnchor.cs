using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline anchor</c>: keep the baseline of now as a release's, to see creep against.</summary>
internal static class BaselineAnchor
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var name = new Argument<string>("NAME") { Description = "The release, such as v2.0." };
        name.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
            {
                result.AddError("NAME is blank");
            }
        });
        var command = new Command(
            "anchor", "Keeps what is judged against now as the anchor, in the place of an earlier one: the gate then sees many small steps add up.") { name };
        foreach (var option in (Option[])[options.Config, options.Store, options.Suite, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var measurement = new Measurement(parsed, options);
            var suites = measurement.Suites.Select(suite => suite.Name).ToHashSet();
            var anchored = measurement.Store.LoadAll()
                .Where(baseline => baseline.Sessions.Any(session => suites.Contains(session.Suite)))
                .Select(baseline => baseline.WithAnchor(parsed.GetValue(name), suites.Contains))
                .ToList();
            if (anchored.Count == 0)
            {
                throw BaselineCommand.NothingStored(measurement);
            }

            foreach (var baseline in anchored)
            {
                measurement.Store.Save(baseline);
                foreach (var session in baseline.Anchor!.Sessions.Where(session => suites.Contains(session.Suite)))
                {
                    context.Progress.Say($"anchor '{session.Provenance.Anchor}': {session.Suite} at {Source(session)} on {baseline.Environment.Key}");
                }
            }

            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static string Source(SuiteRun session) => session.Provenance.Commit is { } commit ? $"commit {commit.Short}" : "an unknown commit";
}
