using System.CommandLine;
using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history backfill</c>: measures old commits, so that a history need not begin today.</summary>
internal static class HistoryBackfill
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var since = new Option<string>("--since") { Description = "The oldest commit to measure: a commit, branch or tag.", HelpName = "REF", Required = true };
        var until = new Option<string>("--until") { Description = "The newest one.", HelpName = "REF", DefaultValueFactory = _ => "HEAD" };
        var every = new Option<int>("--every") { Description = "Measure only every so many commits, and both ends.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var again = new Option<bool>("--again") { Description = "Measure also what the history has already, as on another machine." };
        every.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var n) && n < 1)
            {
                result.AddError("--every takes a whole number of at least 1");
            }
        });
        var command = new Command("backfill", "Measures old commits in check-outs beside the repository, in random order, and adds each to the history at once. Stopped, it goes on where it was.") { since, until, every, again };
        foreach (var option in (Option[])[options.Config, options.Suite, options.Filter, options.Store, options.Launches, options.LaunchTimeout, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var measurement = new Measurement(parsed, options);
            var folder = measurement.Folder;
            var from = await CommitRange.HashAsync(folder, parsed.GetValue(since)!, cancellation);
            var to = await CommitRange.HashAsync(folder, parsed.GetValue(until)!, cancellation);
            string[] commits = from == to ? [from] : [from, .. (await CommitRange.OfAsync(folder, from, to, firstParent: true, cancellation)).Select(commit => commit.Hash)];
            var chosen = commits.Where((_, i) => i == 0 || (commits.Length - 1 - i) % parsed.GetValue(every) == 0).ToArray();
            var history = measurement.History;
            var known = parsed.GetValue(again) ? [] : (await history.ReadAsync(cancellation)).Sessions
                .Where(session => session.Commit is { IsDirty: false }).Select(session => (session.Commit!.Hash, session.Suite)).ToHashSet();
            var work = chosen.SelectMany(commit => measurement.Suites.Select(suite => (Commit: commit, Suite: suite))).Where(pair => !known.Contains((pair.Commit, pair.Suite.Name))).ToArray();
            context.Progress.Say($"{Format.Count(work.Length, "commit")} to measure of {chosen.Length}; the others are in the history");
            // What drifts on the machine meanwhile is no trend of the source then.
            Random.Shared.Shuffle(work);
            var outcome = await new Backfilling(measurement, history, context).MeasureAsync(work, cancellation);
            return outcome.Measured > 0 || work.Length == 0 ? ExitCode.Passed : throw new PerfGateException(
                DiagnosticCode.PG2004, "none of the commits could be measured", outcome.Why, "Begin with a commit at which the suite builds and runs: --since REF");
        }));
        return command;
    }
}
