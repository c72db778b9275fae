using System.Collections.Immutable;
using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Storage.Histories;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Reads the history that the command line means: the repository's, or files.</summary>
internal static class HistoryInput
{
    private const int Suggested = 3;

    /// <summary>The folder whose repository is meant: the configuration's, or this one.</summary>
    public static string Folder(string? config) => ConfigFile.Find(config) is { } file ? Path.GetDirectoryName(file)! : Environment.CurrentDirectory;

    /// <summary>The history that is meant, where no files are named.</summary>
    /// <exception cref="PerfGateException">PG1001, PG1003 to PG1005: the configuration, or the store that is named, cannot be used.</exception>
    public static IHistory Open(ParseResult parsed, CommonOptions options) =>
        Stores.OpenHistory(AddressOf(parsed, options, ConfigOf(parsed, options)), Folder(parsed.GetValue(options.Config)));

    private static StoreAddress? AddressOf(ParseResult parsed, CommonOptions options, ConfigFile? config) =>
        StoreAddress.Given(parsed.GetValue(options.Store)) ?? (config is null ? null : StoreAddress.Of(config));

    private static ConfigFile? ConfigOf(ParseResult parsed, CommonOptions options) =>
        ConfigFile.Find(parsed.GetValue(options.Config)) is { } file ? ConfigFile.Load(file) : null;

    /// <summary>Reads it, with all its series.</summary>
    /// <exception cref="PerfGateException">PG1007, PG5010 to PG5015: there is none, or it cannot be read. PG1001: nothing of it is asked for.</exception>
    public static async Task<History> ReadAsync(ParseResult parsed, HistoryOptions options, CommandContext context, CancellationToken cancellation)
    {
        var files = parsed.GetValue(options.From) ?? [];
        var history = files.Length > 0 ? null : Open(parsed, options.Common);
        var read = history is null ? files.Select(ReadFile).ToList() : [await history.ReadAsync(cancellation)];
        foreach (var note in read.SelectMany(part => part.Notes))
        {
            context.Write(note);
        }

        var all = read.SelectMany(part => part.Sessions).ToList();
        if (all.Count == 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG5015, "there is no history here yet", history?.Place ?? Format.Some(files),
                $"""{(history is HistoryRef ? "Fetch it with `dotnet perfgate history pull`; or set" : "Set")} "history": true in perfgate.json and run a check, or take in results with `dotnet perfgate history import PATH`""");
        }

        var suites = parsed.GetValue(options.Suite) ?? [];
        var environments = parsed.GetValue(options.Environment) ?? [];
        var chosen = all.Where(session => (suites.Length == 0 || suites.Contains(session.Suite))
            && (environments.Length == 0 || environments.Any(text => session.Environment.Value.Contains(text, StringComparison.OrdinalIgnoreCase)))).ToList();
        var renames = ConfigOf(parsed, options.Common)?.Config.Policy.Renames ?? [];
        return chosen.Count > 0 ? new History(chosen, renames.IsEmpty ? null : id => Renaming.Map(id, renames)) : throw new PerfGateException(
            DiagnosticCode.PG1001, "the history has no session of that suite and environment", null,
            $"There are: {Format.Some(all.Select(session => $"{Named(session.Suite)} on {session.Environment}").Distinct().ToList())}");
    }

    /// <summary>The lines with what is asked for of their benchmarks and metrics.</summary>
    /// <exception cref="PerfGateException">PG1001: there is no such benchmark or metric.</exception>
    public static IReadOnlyList<HistoryLine> Chosen(History history, IReadOnlyList<Glob> benchmarks, IReadOnlyList<string> metrics)
    {
        var series = history.Lines.SelectMany(line => line.Series).ToList();
        foreach (var missing in benchmarks.Where(glob => !series.Exists(s => IsMeant(glob, s))))
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, $"the history has no benchmark '{missing.Pattern}'", null,
                $"Did you mean {string.Join(", ", Nearest.Several(missing.Pattern, series.Select(s => s.Id.ToString()).Distinct(), Suggested).Select(name => $"'{name}'"))}?");
        }

        foreach (var missing in metrics.Where(name => !series.Exists(s => s.Metric.Name == name)))
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, $"the history has no metric '{missing}'", null, $"Use one of {string.Join(", ", series.Select(s => s.Metric.Name).Distinct())}");
        }

        return [.. history.Lines
            .Select(line => line.Where(s => (benchmarks.Count == 0 || benchmarks.Any(glob => IsMeant(glob, s))) && (metrics.Count == 0 || metrics.Contains(s.Metric.Name))))
            .Where(line => !line.Series.IsEmpty)];
    }

    /// <summary>The same, with what changed and what of that was accepted. The error is promised for the whole suite, so all of it is searched, whatever is asked for.</summary>
    /// <exception cref="PerfGateException">PG1001: there is no such benchmark or metric.</exception>
    public static IReadOnlyList<(HistoryLine Line, ImmutableArray<HistoryChange> Changes)> WithChanges(ParseResult parsed, HistoryOptions options, History history, CommandContext context)
    {
        var stored = new Lazy<IReadOnlyList<Baseline>>(() => Baselines(parsed, options.Common, context));
        var policy = ConfigOf(parsed, options.Common)?.Config.Policy ?? GatePolicy.Default;
        return
        [
            .. Chosen(history, options.Benchmarks(parsed), parsed.GetValue(options.Metric) ?? []).Select(chosen =>
            {
                var whole = history.Lines.Single(line => line.Environment == chosen.Environment && line.Suite == chosen.Suite);
                var changes = HistoryChanges.Find(whole);
                // Baselines are read only where they may have something to say.
                var known = changes.Any(change => change is { IsWorse: true, Accepted: null })
                    ? HistoryChanges.Accept(changes, whole, stored.Value.SelectMany(baseline => baseline.Sessions).Where(run => run.Environment.Key == whole.Environment && run.Suite == whole.Suite))
                    : changes;
                var shown = chosen.Series.ToHashSet();
                return (chosen, HistoryChanges.Accept(known, whole, policy).RemoveAll(change => !shown.Contains(change.Series)));
            }),
        ];
    }

    // A history can be looked at where no baseline is, or none that can be read.
    private static IReadOnlyList<Baseline> Baselines(ParseResult parsed, CommonOptions options, CommandContext context)
    {
        var config = ConfigOf(parsed, options);
        if (AddressOf(parsed, options, config) is not { } address)
        {
            return [];
        }

        try
        {
            return [.. new BaselineStore(Stores.Open(address)).LoadAll().Select(baseline => Renaming.Map(baseline, config?.Config.Policy.Renames ?? []))];
        }
        catch (PerfGateException e)
        {
            context.Write(e.Diagnostic.WithSeverity(Severity.Warning));
            return [];
        }
    }

    /// <summary>A suite in words.</summary>
    public static string Named(string suite) => suite.Length == 0 ? "results without a suite" : $"suite '{suite}'";

    /// <summary>Reads a file of history lines.</summary>
    /// <exception cref="PerfGateException">PG1007: there is no such file. PG2009: it cannot be read. PG5010, PG5011: as of <see cref="HistoryReader"/>.</exception>
    private static HistoryRead ReadFile(string path) => File.Exists(path) ? HistoryReader.Read(path, InputFile.ReadMeasured(path)) : throw new PerfGateException(
        DiagnosticCode.PG1007, $"'{path}' does not exist", null, "Give a file that `dotnet perfgate history export --format jsonl` wrote");

    private static bool IsMeant(Glob glob, HistorySeries series) => glob.Pattern == series.Id.ToString() || glob.Matches(series.Id);
}
