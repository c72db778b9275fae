using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Setup;

/// <summary>perfgate.json as it is to be.</summary>
/// <param name="root">The folder that it is in, or is to be in.</param>
/// <param name="force">Whether a file that cannot be read is replaced, and all projects are added.</param>
internal sealed class SetUpConfig(string root, bool force)
{
    private const string Name = "perfgate.json";

    private readonly ConfigFile? _there = Load(Path.Combine(root, Name), force);

    /// <summary>The schema, where a text names it.</summary>
    public static PlannedFile? SchemaOf(PlannedFile config)
    {
        using var stream = typeof(SetUpConfig).Assembly.GetManifestResourceStream("perfgate.schema.json")!;
        using var reader = new StreamReader(stream);
        // It is nobody's but PerfGate's: a newer version writes its own over it.
        return config.Text.Contains($"\"{ConfigText.SchemaPath}\"", StringComparison.Ordinal)
            ? new PlannedFile(ConfigText.SchemaPath, reader.ReadToEnd().ReplaceLineEndings("\n"), IsAdded: true)
            : null;
    }

    /// <summary>The folder of the baselines.</summary>
    /// <param name="asked">The one that the command line names for a new file.</param>
    public string Baselines(string? asked) => _there?.Config.Baselines.Path ?? asked ?? "baselines";

    /// <summary>Whether a project is left out: a file that is there does not have it, perhaps on purpose, and nobody asks for it.</summary>
    public bool LeavesOut(FoundSuite suite, bool isAsked) => _there is not null && !force && !isAsked && !Has(suite);

    /// <summary>A new file, or the one that is there with the suites that it does not have yet: settings of those that it has stay as they are.</summary>
    /// <param name="suites">What it is to have.</param>
    /// <param name="settings">How to measure each.</param>
    /// <param name="baselines">The folder for baselines, where the command line says it.</param>
    /// <exception cref="PerfGateException">PG1020: no suite can be measured.</exception>
    public PlannedFile Of(IReadOnlyList<FoundSuite> suites, Func<FoundSuite, SuiteSettings> settings, string? baselines)
    {
        // What has no framework to measure cannot be set up; all else works as soon as it is mended.
        var usable = suites.Where(suite => suite.Findings.All(finding => finding.Code != DiagnosticCode.PG1020)).ToList();
        if (_there is not null)
        {
            var text = File.ReadAllText(_there.Path).ReplaceLineEndings("\n");
            return new PlannedFile(Name, ConfigText.With(text, [.. usable.Where(suite => !Has(suite)).Select(suite => suite.With(settings(suite)))]), IsAdded: true);
        }

        return usable.Count > 0
            ? new PlannedFile(Name, ConfigText.Of(usable.Select(suite => suite.With(settings(suite))), baselines))
            : throw new PerfGateException(suites.SelectMany(suite => suite.Findings).First(finding => finding.Code == DiagnosticCode.PG1020));
    }

    private static ConfigFile? Load(string path, bool force)
    {
        try
        {
            return File.Exists(path) ? ConfigFile.Load(path) : null;
        }
        catch (PerfGateException) when (force)
        {
            return null;
        }
    }

    private bool Has(FoundSuite suite) => _there!.Config.Suites.Any(known => known.Project is { } project && IsSame(_there.Resolve(project), suite.Project.Path));

    private static bool IsSame(string named, string project) =>
        Path.TrimEndingDirectorySeparator(named) is var path && (path == project || path == Path.GetDirectoryName(project));
}
