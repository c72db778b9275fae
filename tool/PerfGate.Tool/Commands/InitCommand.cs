using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Setup;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate init</c>: finds the benchmark projects, and writes what a gate needs.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var (options, init) = (new CommonOptions(), new InitOptions());
        var command = new Command("init", "Finds the benchmark projects and writes perfgate.json; on request the CI file, the first baseline, or a first benchmark project. Run it again at any time.");
        foreach (var option in (Option[])[.. init.All, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var root = await RootAsync(parsed.GetValue(init.Root), cancellation);
            var isDry = parsed.GetValue(init.DryRun);
            var writer = new FileWriter(root, parsed.GetValue(init.Force), isDry, Console.Out);
            var ci = CiOf(parsed.GetValue(init.Ci), parsed.GetValue(init.Shards));
            await WriteProjectAsync(parsed.GetValue(init.New), root, writer, cancellation);
            // One that cannot be used is said before anything is looked for.
            var config = new SetUpConfig(root, parsed.GetValue(init.Force));
            var (suites, leftOut) = await FindAsync(parsed, init, config, root, context, cancellation);
            var measurable = suites.Where(suite => !suite.IsStopped).ToList();
            var trials = parsed.GetValue(init.Trial) && !isDry ? await TryAsync(measurable, root, context, cancellation) : [];
            var baselines = parsed.GetValue(init.Baselines);
            var file = config.Of(suites, suite => trials.FirstOrDefault(trial => trial.Suite == suite)?.Settings ?? SuiteSettings.Usual, baselines);
            var next = await WriteAsync(file, suites, ci, root, writer, cancellation);
            await NoteIgnoredAsync(config.Baselines(baselines), root, context, cancellation);
            Refuse(writer, context);
            foreach (var step in (string[])[.. leftOut, .. next])
            {
                Console.WriteLine(step);
            }

            var exitCode = ExitCodeOf(suites, trials, writer);
            return parsed.GetValue(init.Baseline) && !isDry && exitCode == ExitCode.Passed
                ? await MeasureAsync(new Measurement(parsed, options, config: ConfigFile.Load(Path.Combine(root, "perfgate.json"))), context, cancellation)
                : Finish(exitCode, writer, isDry);
        }));
        return command;
    }

    private static (CiKind Kind, int? Shards)? CiOf(CiKind? kind, int? shards) =>
        kind is { } named ? (named, shards)
        : shards is null ? null
        : throw new PerfGateException(DiagnosticCode.PG1001, "--shards goes with --ci", null, "Say for which system to write the file: --ci github, azure or gitlab");

    private static async Task<string> RootAsync(string? asked, CancellationToken cancellation) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(
        asked ?? Path.GetDirectoryName(ConfigFile.Find(null)) ?? await Git.TopAsync(Environment.CurrentDirectory, cancellation) ?? Environment.CurrentDirectory)) is var root && Directory.Exists(root)
        ? root
        : throw new PerfGateException(DiagnosticCode.PG1007, $"there is no folder '{asked}'", root, "Name a folder that is there");

    private static async Task WriteProjectAsync(string? folder, string root, FileWriter writer, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return;
        }

        var relative = Path.TrimEndingDirectorySeparator(Path.GetRelativePath(root, Path.GetFullPath(folder)).Replace('\\', '/'));
        foreach (var file in await NewProject.FilesAsync(relative, root, cancellation))
        {
            writer.Write(file);
        }
    }

    private static async Task<(IReadOnlyList<FoundSuite> Suites, IReadOnlyList<string> LeftOut)> FindAsync(
        ParseResult parsed, InitOptions init, SetUpConfig config, string root, CommandContext context, CancellationToken cancellation)
    {
        var finder = new SuiteFinder(root, parsed.GetValue(init.Framework), context.Progress);
        var found = await finder.FindAsync(parsed.GetValue(init.Project) ?? [], cancellation);
        var isAsked = AskedBy(parsed, init);
        var suites = found.Where(suite => !config.LeavesOut(suite, isAsked(suite))).ToList();
        foreach (var suite in suites)
        {
            Console.WriteLine($"{"found",-11} {PlainText.OneLine(suite.ToString())}");
        }

        foreach (var diagnostic in finder.Notes.Concat(suites.SelectMany(suite => suite.Findings)).Append(SuiteFindings.OfTiering(suites)).OfType<Diagnostic>())
        {
            context.Write(diagnostic);
        }

        var leftOut = found.Except(suites).Select(suite => suite.Path).ToList();
        return found.Count > 0
            ? (suites, leftOut.Count == 0 ? [] : [$"Not in perfgate.json: {string.Join(", ", leftOut)}. To add one: `dotnet perfgate init --project {leftOut[0]}`"])
            : throw new PerfGateException(
                DiagnosticCode.PG1021, "there is no project with BenchmarkDotNet benchmarks", $"looked below {root}",
                "Begin with one that runs: `dotnet perfgate init --new bench/Benchmarks`; or name a project with --project");
    }

    private static Func<FoundSuite, bool> AskedBy(ParseResult parsed, InitOptions init)
    {
        var asked = (parsed.GetValue(init.Project) ?? []).Append(parsed.GetValue(init.New)).OfType<string>().Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).ToHashSet();
        return suite => asked.Contains(suite.Project.Path) || asked.Contains(Path.GetDirectoryName(suite.Project.Path)!);
    }

    private static async Task<IReadOnlyList<TrialResult>> TryAsync(
        IReadOnlyList<FoundSuite> suites, string root, CommandContext context, CancellationToken cancellation)
    {
        var trial = new Trial(root, Measurement.RunnerFor(context), context.Progress.Say);
        var results = new List<TrialResult>();
        foreach (var suite in suites)
        {
            try
            {
                var result = await trial.RunAsync(suite, cancellation);
                RunCommand.FailuresOf([result.Run!], context);
                await Console.Out.WriteLineAsync(PlainText.OneLine(result.ToString()));
                results.Add(result);
            }
            catch (PerfGateException e)
            {
                // The files can be written all the same; what stopped the trial is to be mended.
                context.Write(e.Diagnostic);
                results.Add(TrialResult.Failed(suite));
            }
        }

        return results;
    }

    private static async Task<IReadOnlyList<string>> WriteAsync(
        PlannedFile config, IReadOnlyList<FoundSuite> suites, (CiKind Kind, int? Shards)? ci, string root, FileWriter writer, CancellationToken cancellation)
    {
        writer.Write(config);
        if (SetUpConfig.SchemaOf(config) is { } schema)
        {
            writer.Write(schema);
        }

        if (await IgnoredFiles.MissingAsync(root, [.. suites.Select(suite => suite.Project.Path)], cancellation) is { } ignored)
        {
            writer.Write(ignored);
        }

        var next = new List<string>();
        if (ci is var (kind, shards))
        {
            var (file, byHand) = CiFile.For(kind, shards, root);
            writer.Write(file);
            next.AddRange(byHand is null ? [] : [byHand]);
            next.AddRange(ToolManifest.Names(root) ? [] : ["The CI file restores the tool from a tool manifest: `dotnet new tool-manifest`, then `dotnet tool install PerfGate.Tool`"]);
        }

        return next;
    }

    private static async Task NoteIgnoredAsync(string baselines, string root, CommandContext context, CancellationToken cancellation)
    {
        if (await IgnoredFiles.IsIgnoredAsync(root, Path.Combine(root, baselines, "x.json"), cancellation))
        {
            context.Write(Diagnostic.Warning(
                DiagnosticCode.PG3001, "git ignores the folder of the baselines, so they would not be committed", baselines,
                $"Take it out of .gitignore (`git check-ignore -v {baselines}/x.json` names the line), or choose another folder with --baselines"));
        }
    }

    private static void Refuse(FileWriter writer, CommandContext context)
    {
        if (writer.Refused.Count > 0)
        {
            context.Write(Diagnostic.Error(
                DiagnosticCode.PG1022, $"{Format.Some(writer.Refused)} {(writer.Refused.Count == 1 ? "is" : "are")} there already, and was left as it is",
                "the difference is shown above", "Overwrite with --force, or change it by hand"));
        }
    }

    private static ExitCode ExitCodeOf(IReadOnlyList<FoundSuite> suites, IReadOnlyList<TrialResult> trials, FileWriter writer) =>
        suites.SelectMany(suite => suite.Findings).FirstOrDefault(finding => finding.Severity == Severity.Error) is { } stopped ? stopped.Code.ToExitCode()
        : trials.Any(trial => trial.HasFailed) ? ExitCode.SuiteFailed
        : writer.Refused.Count > 0 ? ExitCode.Usage
        : ExitCode.Passed;

    private static async Task<ExitCode> MeasureAsync(Measurement measurement, CommandContext context, CancellationToken cancellation)
    {
        var exitCode = await BaselineUpdate.FirstAsync(measurement, context, cancellation);
        if (exitCode == ExitCode.Passed)
        {
            await Console.Out.WriteLineAsync("Next: commit what was written, then `dotnet perfgate check`");
        }

        return exitCode;
    }

    private static ExitCode Finish(ExitCode exitCode, FileWriter writer, bool isDry)
    {
        if (exitCode == ExitCode.Passed && !isDry)
        {
            Console.WriteLine(writer.HasWritten
                ? "Next: `dotnet perfgate baseline update`, commit what was written, then `dotnet perfgate check`"
                : "Everything is set up already; nothing was changed");
        }

        return exitCode;
    }
}
