using System.CommandLine;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Storage.Histories;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>What the command line and the configuration together say is to be measured.</summary>
internal sealed record Measurement
{
    private readonly ParseResult _parsed;
    private readonly CommonOptions _options;
    private readonly ConfigFile _file;
    private readonly SuiteAssemblies _assemblies;

    /// <param name="parsed">The command line.</param>
    /// <param name="options">Its options.</param>
    /// <param name="protectedFiles">Configuration and baselines of another commit, or null for the working tree's.</param>
    /// <param name="config">The configuration, where it is known; null to take the one that the command line names, or that is found.</param>
    /// <exception cref="PerfGateException">PG1001 to PG1006: the configuration, or the store that is named, cannot be used.</exception>
    public Measurement(ParseResult parsed, CommonOptions options, ProtectedFiles? protectedFiles = null, ConfigFile? config = null)
    {
        _parsed = parsed;
        _options = options;
        _file = protectedFiles?.Config ?? config ?? ConfigFile.Load(parsed.GetValue(options.Config), parsed.GetValue(options.Project));
        Suites = SuiteChoice.Of(_file, parsed.GetValue(options.Suite) ?? [], parsed.GetValue(options.Project));
        _assemblies = new SuiteAssemblies(parsed.GetValue(options.Assembly) ?? []);
        IsProtected = protectedFiles is not null;
        var address = StoreAddress.Given(parsed.GetValue(options.Store)) ?? StoreAddress.Of(_file);
        var documents = Stores.Open(address);
        Runs = new RunStore(documents);
        Store = new BaselineStore(protectedFiles?.Folder is { } copied ? new FolderDocuments(copied) : documents);
        History = Stores.OpenHistory(address, _file.Folder);
        Selection = [.. Filters.Select(filter => new Glob(filter))];
        Config = _file.Config with
        {
            Policy = _file.Config.Policy with { IsPart = Selection.Count > 0 || Suites.Count < _file.Config.Suites.Length },
        };
    }

    /// <summary>The suites to measure.</summary>
    public IReadOnlyList<SuiteConfig> Suites { get; private init; }

    /// <summary>The commit that this pull request is judged against; null where this is none, or nobody knows.</summary>
    public CommitInfo? Base { get; init; }

    /// <summary>Whether configuration and baselines are another commit's.</summary>
    public bool IsProtected { get; }

    /// <summary>Whether what is judged was measured by other jobs, so that nothing was built here yet.</summary>
    public bool IsMeasuredElsewhere { get; init; }

    /// <summary>Where baselines are.</summary>
    public BaselineStore Store { get; }

    /// <summary>Where the history is.</summary>
    public IHistory History { get; }

    /// <summary>Where runs are saved: never in another commit, even where baselines are.</summary>
    public RunStore Runs { get; }

    /// <summary>The configuration's file.</summary>
    public string ConfigPath => _file.Path;

    /// <summary>The configuration.</summary>
    public PerfGateConfig Config { get; private init; }

    /// <summary>The filters of the command line; empty for the suites' own.</summary>
    public IReadOnlyList<Glob> Selection { get; }

    /// <summary>The same, without some of the suites.</summary>
    public Measurement Without(IReadOnlyCollection<SuiteConfig> suites) => suites.Count == 0 ? this : this with
    {
        Suites = [.. Suites.Except(suites)],
        Config = Config with { Policy = Config.Policy with { IsPart = true } },
    };

    private IReadOnlyList<string> Filters => _parsed.GetValue(_options.Filter) ?? [];

    /// <summary>The policy, with what the command line changes of it.</summary>
    public static GatePolicy Strictly(GatePolicy policy, bool strict) =>
        strict ? policy with { OnInconclusive = PolicyAction.Fail } : policy;

    /// <summary>The folder that the configuration's paths are relative to.</summary>
    public string Folder => _file.Folder;

    /// <summary>The filters that choose what is run of a suite.</summary>
    public IReadOnlyList<string> FiltersOf(SuiteConfig suite) => Filters.Count > 0 ? Filters : suite.Filters;

    /// <summary>What runs suites and speaks through the command.</summary>
    public static SuiteRunner RunnerFor(CommandContext context) =>
        new(context.Progress, context.WriteOnce, context.Verbosity == Verbosity.Detailed ? Console.Error : null);

    /// <summary>Whether a changed file counts only where the suite is built from it, which MSBuild has to be asked: for what is stored, and not only shown.</summary>
    public bool AsksForInputs { get; init; }

    /// <summary>Of what source, when and with what a suite is measured now.</summary>
    public async Task<RunProvenance> ProvenanceAsync(string folder, SuiteConfig suite, CancellationToken cancellation) =>
        new((await SourceAsync(folder, suite, cancellation))?.Commit, DateTimeOffset.UtcNow, ToolVersion.Current);

    /// <summary>Of what source a suite is measured now; null where there is no commit.</summary>
    public Task<SourceState?> SourceAsync(string folder, SuiteConfig suite, CancellationToken cancellation) =>
        SourceState.OfAsync(folder, ConfigPath, Store.Documents.Paths, AsksForInputs ? suite : null, cancellation);

    /// <summary>Measures the suites, one after the other: all launches of the plan.</summary>
    public Task<IReadOnlyList<SuiteRun>> RunAsync(CommandContext context, CancellationToken cancellation) =>
        RunAsync(Suites.Select(PlanFor), context, cancellation);

    /// <summary>Measures by plans, one after the other.</summary>
    /// <param name="plans">One for each suite.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<SuiteRun>> RunAsync(
        IEnumerable<MeasurePlan> plans, CommandContext context, CancellationToken cancellation)
    {
        var runs = new List<SuiteRun>();
        foreach (var plan in plans)
        {
            runs.Add(await RunAsync(plan, isOver: null, context, cancellation));
        }

        return runs;
    }

    /// <summary>Measures by one plan.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="isOver">Asked after each launch whether that is enough; null for all of the plan.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<SuiteRun> RunAsync(MeasurePlan plan, Func<SuiteRun, bool>? isOver, CommandContext context, CancellationToken cancellation)
    {
        var provenance = await ProvenanceAsync(Folder, plan.Suite, cancellation);
        return (await RunnerFor(context).RunAsync(plan, isOver, cancellation)).WithProvenance(provenance);
    }

    /// <summary>Whether this is a look: with few launches, and nothing measured twice.</summary>
    public bool IsQuick => _parsed.GetValue(_options.Quick);

    /// <summary>How many launches the command line asks for; null where it leaves that to the configuration.</summary>
    public int? AskedLaunches => _parsed.GetValue(_options.Launches)
        ?? (IsQuick ? Suites.Max(suite => suite.QuickLaunches) : null);

    /// <summary>How to measure a suite: all launches of the configuration, or of the command line.</summary>
    public MeasurePlan PlanFor(SuiteConfig suite) => new(
        suite,
        _file.Folder,
        FiltersOf(suite),
        _parsed.GetValue(_options.Launches) ?? (IsQuick ? suite.QuickLaunches : suite.Launches),
        Config.Policy.Counters,
        Build: !_parsed.GetValue(_options.NoBuild) && (suite.Command is { } command ? !command.Build.IsEmpty : _assemblies.For(suite) is null),
        _parsed.GetValue(_options.Artifacts))
    {
        Assembly = suite.Command is null ? _assemblies.For(suite) : null,
        LaunchTimeout = _parsed.GetValue(_options.LaunchTimeout) ?? suite.LaunchTimeout,
    };
}
