using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history import</c>: takes in what was measured before.</summary>
internal static class HistoryImport
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Run files, baselines, BenchmarkDotNet's JSON, JSON lines, hyperfine's export, folders of them, or an exported history: each path is a session of its own.",
            Arity = ArgumentArity.OneOrMore,
        };
        var commit = new Option<string?>("--commit") { Description = "The commit that was measured, where the files do not tell it.", HelpName = "REF" };
        var date = new Option<DateTimeOffset?>("--date")
        {
            Description = "When it was measured, where the files do not tell it: 2026-11-29, or 2026-11-29T14:00:00Z.",
            HelpName = "DATE",
            CustomParser = ParseDate,
        };
        var suite = new Option<string?>("--suite") { Description = "The suite's name, where the files do not tell it.", HelpName = "NAME" };
        var command = new Command("import", "Takes results that were measured before into the history.") { paths, commit, date, suite };
        foreach (var option in (Option[])[options.Config, options.Store, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var folder = HistoryInput.Folder(parsed.GetValue(options.Config));
            var known = parsed.GetValue(commit) is { } name ? new CommitInfo(await CommitRange.HashAsync(folder, name, cancellation), IsDirty: false) : null;
            var counters = ConfigFile.Find(parsed.GetValue(options.Config)) is { } config ? ConfigFile.Load(config).Config.Policy.Counters : [];
            var sessions = new List<HistorySession>();
            foreach (var path in parsed.GetValue(paths)!)
            {
                if (ReadHistory(path, context) is { } history)
                {
                    sessions.AddRange(history);
                    continue;
                }

                var runs = ResultInput.ReadAll(path, counters);
                if (RunCommand.FailuresOf(runs, context))
                {
                    return ExitCode.SuiteFailed;
                }

                foreach (var run in runs)
                {
                    sessions.AddRange(await SessionsOfAsync(path, run, new Given(known, parsed.GetValue(date), parsed.GetValue(suite)), folder, cancellation));
                }
            }

            // All or nothing: what is half imported would be looked for twice.
            var added = await HistoryInput.Open(parsed, options).AppendAsync(sessions, cancellation);
            context.Progress.Say($"{Format.Count(sessions.Count, "session")} read, {Format.Count(added, "session")} new in the history");
            return ExitCode.Passed;
        }));
        return command;
    }

    private static IReadOnlyList<HistorySession>? ReadHistory(string path, CommandContext context)
    {
        if (!File.Exists(path) || InputFile.ReadMeasured(path) is not { } bytes || !HistoryReader.Recognises(bytes))
        {
            return null;
        }

        var read = HistoryReader.Read(path, bytes);
        foreach (var note in read.Notes)
        {
            context.Write(note);
        }

        return read.Sessions;
    }

    private static async Task<IReadOnlyList<HistorySession>> SessionsOfAsync(string path, SuiteRun run, Given given, string folder, CancellationToken cancellation)
    {
        var provenance = run.Provenance;
        var commit = await CommitDetails.OfAsync(folder, provenance.Commit ?? given.Commit, cancellation);
        var measuredAt = provenance.MeasuredAt ?? given.Date;
        if (measuredAt is null && commit?.CommittedAt is null)
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, $"'{path}' does not tell when it was measured, so it has no place in the history", null, "Name the commit, --commit REF, or the day, --date 2026-11-29");
        }

        var dated = new SuiteRun(run.Suite.Length > 0 ? run.Suite : given.Suite ?? "", run.Environment, run.Measured, provenance: provenance with { MeasuredAt = measuredAt });
        return HistorySession.Of(dated, HistoryOrigin.Import, commit) is { } session ? [session] : [];
    }

    private static DateTimeOffset? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) && text.Length >= 10 && text[4] == '-')
        {
            return date;
        }

        result.AddError($"'{text}' is no date: write 2026-11-29, or 2026-11-29T14:00:00Z");
        return null;
    }

    /// <summary>What the command line says of files that do not say it themselves.</summary>
    private sealed record Given(CommitInfo? Commit, DateTimeOffset? Date, string? Suite);
}
