using System.CommandLine;
using System.Reflection;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Commands;

/// <summary>What the command line and the configuration together say is to be measured.</summary>
internal sealed class Measurement
{
    private readonly ParseResult _parsed;
    private readonly CommonOptions _options;
    private readonly ConfigFile _file;

    /// <exception cref="PerfGateException">PG1002 to PG1006: the configuration cannot be used.</exception>
    public Measurement(ParseResult parsed, CommonOptions options)
    {
        _parsed = parsed;
        _options = options;
        _file = ConfigFile.Load(parsed.GetValue(options.Config));
        Suites = ChooseSuites(parsed.GetValue(options.Suite) ?? []);
        Store = new BaselineStore(StoreFolder(parsed.GetValue(options.Store)));
        Selection = [.. Filters.Select(filter => new Glob(filter))];
    }

    /// <summary>The suites to measure.</summary>
    public IReadOnlyList<SuiteConfig> Suites { get; }

    /// <summary>Where baselines are.</summary>
    public BaselineStore Store { get; }

    /// <summary>The configuration.</summary>
    public PerfGateConfig Config => _file.Config;

    /// <summary>The filters of the command line; empty for the suites' own.</summary>
    public IReadOnlyList<Glob> Selection { get; }

    private IReadOnlyList<string> Filters => _parsed.GetValue(_options.Filter) ?? [];

    /// <summary>The policy, with what the command line changes of it.</summary>
    public static GatePolicy Strictly(GatePolicy policy, bool strict) =>
        strict ? policy with { OnInconclusive = PolicyAction.Fail } : policy;

    /// <summary>Measures the suites, one after the other.</summary>
    public async Task<IReadOnlyList<SuiteRun>> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var commit = await Git.CommitOfAsync(_file.Folder, Store.Folder, cancellation);
        var runner = new SuiteRunner(context.Progress, context.Verbosity == Verbosity.Detailed ? Console.Error : null);
        var runs = new List<SuiteRun>();
        foreach (var suite in Suites)
        {
            var provenance = new RunProvenance(commit, DateTimeOffset.UtcNow, ToolVersion);
            var run = await runner.RunAsync(PlanFor(suite), cancellation);
            runs.Add(run.WithProvenance(provenance));
        }

        return runs;
    }

    private static string ToolVersion =>
        typeof(Measurement).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    private MeasurePlan PlanFor(SuiteConfig suite) => new(
        suite,
        _file.Folder,
        Filters.Count > 0 ? Filters : [suite.Filter],
        _parsed.GetValue(_options.Launches) ?? (_parsed.GetValue(_options.Quick) ? suite.QuickLaunches : suite.Launches),
        Config.Policy.Counters,
        Build: !_parsed.GetValue(_options.NoBuild),
        _parsed.GetValue(_options.Artifacts));

    private IReadOnlyList<SuiteConfig> ChooseSuites(IReadOnlyList<string> names)
    {
        var unknown = names.FirstOrDefault(name => Config.Suites.All(suite => suite.Name != name));
        return unknown is not null
            ? throw new PerfGateException(
                DiagnosticCode.PG1006, $"there is no suite '{unknown}'", _file.Path, $"There are: {string.Join(", ", Config.Suites.Select(s => s.Name))}")
            : [.. Config.Suites.Where(suite => names.Count == 0 || names.Contains(suite.Name))];
    }

    private string StoreFolder(string? uri) => uri is null ? _file.Resolve(Config.Baselines.Path)
        : !uri.Contains("://", StringComparison.Ordinal) ? Path.GetFullPath(uri)
        : Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile ? parsed.LocalPath
        : throw new PerfGateException(DiagnosticCode.PG1001, $"'{uri}' is no store", null, "Give a folder, or its file: URI");
}
