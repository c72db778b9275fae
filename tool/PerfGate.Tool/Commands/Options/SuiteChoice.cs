using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Options;

/// <summary>Which of the configuration's suites the command line means.</summary>
internal static class SuiteChoice
{
    /// <summary>The suites of these names and of this project; all of them where neither is said.</summary>
    /// <param name="file">The configuration.</param>
    /// <param name="names">The names; none for any.</param>
    /// <param name="project">The project file, or null for any.</param>
    /// <exception cref="PerfGateException">PG1006: there is no suite of a name. PG1011: there is none of the project.</exception>
    public static IReadOnlyList<SuiteConfig> Of(ConfigFile file, IReadOnlyList<string> names, string? project)
    {
        var all = file.Config.Suites;
        var unknown = names.FirstOrDefault(name => all.All(suite => suite.Name != name));
        if (unknown is not null)
        {
            throw new PerfGateException(
                DiagnosticCode.PG1006, $"there is no suite '{unknown}'", file.Path, $"There are: {string.Join(", ", all.Select(s => s.Name))}");
        }

        var chosen = all.Where(suite => (names.Count == 0 || names.Contains(suite.Name)) && (project is null || IsOf(suite, project, file))).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new PerfGateException(
                DiagnosticCode.PG1011, $"no suite {(names.Count == 0 ? "" : $"of {string.Join(", ", names)} ")}is of project '{project}'", file.Path,
                $$"""Add it to "suites": { "project": "{{Path.GetRelativePath(file.Folder, project!).Replace('\\', '/')}}" }""");
    }

    // A configuration names the file, or the folder that it is alone in.
    private static bool IsOf(SuiteConfig suite, string project, ConfigFile file)
    {
        if (suite.Project is null)
        {
            return false;
        }

        var named = Path.TrimEndingDirectorySeparator(file.Resolve(suite.Project));
        var path = Path.GetFullPath(project);
        var comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return string.Equals(named, path, comparison) || string.Equals(named, Path.GetDirectoryName(path), comparison);
    }
}
