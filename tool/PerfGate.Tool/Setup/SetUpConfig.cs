using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Setup;

/// <summary>perfgate.json as it is to be.</summary>
/// <param name="File">The file.</param>
/// <param name="Baselines">Where it puts the baselines.</param>
/// <param name="Unlisted">Benchmark projects that it does not have: it is there already, and somebody may have left them out on purpose.</param>
internal sealed record SetUpConfig(PlannedFile File, string Baselines, IReadOnlyList<FoundSuite> Unlisted)
{
    private const string Name = "perfgate.json";

    /// <summary>The schema that it names.</summary>
    public static PlannedFile Schema
    {
        get
        {
            using var stream = typeof(SetUpConfig).Assembly.GetManifestResourceStream("perfgate.schema.json")!;
            using var reader = new StreamReader(stream);
            // It is nobody's but PerfGate's: a newer version writes its own over it.
            return new PlannedFile(ConfigText.SchemaPath, reader.ReadToEnd().ReplaceLineEndings("\n"), IsAdded: true);
        }
    }

    /// <summary>A new file, or the one that is there with the suites that it does not have yet: settings of those that it has stay as they are.</summary>
    /// <param name="root">Where it is, or is to be.</param>
    /// <param name="suites">What was found.</param>
    /// <param name="isAsked">Which of them the command line asks for, so that they are added to a file that is there.</param>
    /// <param name="settings">How to measure each.</param>
    /// <param name="baselines">The folder for baselines, where the command line says it.</param>
    /// <param name="force">Whether a file that cannot be read is replaced.</param>
    /// <exception cref="PerfGateException">PG1003 to PG1005: the file that is there cannot be used. PG1020: no suite can be measured.</exception>
    public static SetUpConfig Of(
        string root, IReadOnlyList<FoundSuite> suites, Func<FoundSuite, bool> isAsked, Func<FoundSuite, SuiteSettings> settings, string? baselines, bool force)
    {
        // What has no framework to measure cannot be set up; all else works as soon as it is mended.
        var usable = suites.Where(suite => suite.Findings.All(finding => finding.Code != DiagnosticCode.PG1020)).ToList();
        var path = Path.Combine(root, Name);
        if (System.IO.File.Exists(path) && Load(path, force) is { } there)
        {
            var missing = usable.Where(suite => !there.Config.Suites.Any(known => known.Project is { } project && IsSame(there.Resolve(project), suite.Project.Path))).ToList();
            var text = System.IO.File.ReadAllText(path).ReplaceLineEndings("\n");
            var added = missing.Where(suite => force || isAsked(suite)).Select(suite => suite.With(settings(suite))).ToList();
            return new SetUpConfig(
                new PlannedFile(Name, ConfigText.With(text, added), IsAdded: true), there.Config.Baselines.Path, [.. missing.Where(suite => !force && !isAsked(suite))]);
        }

        return usable.Count > 0
            ? new SetUpConfig(new PlannedFile(Name, ConfigText.Of(usable.Select(suite => suite.With(settings(suite))), baselines)), baselines ?? "baselines", [])
            : throw new PerfGateException(suites.SelectMany(suite => suite.Findings).First(finding => finding.Code == DiagnosticCode.PG1020));
    }

    private static ConfigFile? Load(string path, bool force)
    {
        try
        {
            return ConfigFile.Load(path);
        }
        catch (PerfGateException) when (force)
        {
            return null;
        }
    }

    private static bool IsSame(string named, string project) =>
        Path.TrimEndingDirectorySeparator(named) is var path && (path == project || path == Path.GetDirectoryName(project));
}
