using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Setup;

/// <summary>Finds the benchmark projects of a repository and looks for what would stop them, before anything is built.</summary>
/// <param name="root">The repository's folder, or where perfgate.json will be.</param>
/// <param name="framework">The framework to measure, where the command line says it.</param>
/// <param name="progress">Where to say what is looked at.</param>
internal sealed class SuiteFinder(string root, string? framework, ProgressLine progress)
{
    private const string Harness = "BenchmarkDotNet";

    // It has the attributes, and runs nothing.
    private const string Attributes = "BenchmarkDotNet.Annotations";

    private static readonly string[] TestFrameworks = ["xunit", "NUnit", "MSTest", "TUnit"];

    private readonly Dictionary<string, ProjectFacts> _known = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _notes = [];

    /// <summary>What is to be said of projects that are no suites.</summary>
    public IReadOnlyList<Diagnostic> Notes => _notes;

    /// <summary>The suites, in the order of their paths.</summary>
    /// <param name="projects">The projects to look at; empty to search.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG1007: a project that was named is not there.</exception>
    public async Task<IReadOnlyList<FoundSuite>> FindAsync(IReadOnlyList<string> projects, CancellationToken cancellation)
    {
        var candidates = projects.Count > 0 ? [.. projects.Select(Named)] : await BenchmarkSearch.ProjectsAsync(root, cancellation);
        var runtimes = candidates.Count > 0 ? await TargetFrameworks.RuntimesAsync(root, cancellation) : new HashSet<int>();
        var programs = new List<(ProjectFacts Facts, string? Framework)>();
        var libraries = new List<ProjectFacts>();
        foreach (var (i, candidate) in candidates.Index())
        {
            progress.Say($"looking at {Relative(candidate)} ({i + 1} of {candidates.Count})");
            if (await LookAsync(candidate, runtimes, isNamed: projects.Count > 0, cancellation) is not var (facts, target))
            {
                continue;
            }

            if (facts.IsProgram)
            {
                programs.Add((facts, target));
            }
            else if (projects.Count > 0 || facts.Packages.Contains(Harness, StringComparer.OrdinalIgnoreCase))
            {
                libraries.Add(facts);
            }
        }

        _notes.AddRange(libraries.Where(library => !programs.Exists(program => program.Facts.References.Contains(library.Path))).Select(library => SuiteProjectCheck
            .IsLibrary(new(Path.GetFileNameWithoutExtension(library.Path), null, null, ["*"], default, 1, 1, []), Relative(library.Path)).Diagnostic.WithSeverity(Severity.Warning)));
        return Suites(programs);
    }

    private async Task<(ProjectFacts Facts, string? Framework)?> LookAsync(string project, IReadOnlySet<int> runtimes, bool isNamed, CancellationToken cancellation)
    {
        try
        {
            var facts = await ReadAsync(project, null, cancellation);
            if (!isNamed && (facts.Property("IsTestProject") == "true" || facts.Packages.Any(IsOfTests)))
            {
                return null;
            }

            var newest = Version.TryParse(facts.Property("NETCoreAppMaximumVersion"), out var version) ? version : null;
            var several = facts.Frameworks.Count > 1;
            var wanted = framework is not null && facts.Frameworks.Contains(framework) ? framework : null;
            var target = several ? wanted ?? TargetFrameworks.Choose(facts.Frameworks, newest, runtimes) : null;
            // Only then conditions on the framework are fulfilled.
            facts = target is null ? facts : await ReadAsync(project, target, cancellation);
            return isNamed || await HasHarnessAsync(facts, cancellation) ? (facts, target) : null;
        }
        catch (PerfGateException e) when (!isNamed)
        {
            _notes.Add(e.Diagnostic.WithSeverity(Severity.Warning));
            return null;
        }
    }

    private async Task<ProjectFacts> ReadAsync(string project, string? target, CancellationToken cancellation)
    {
        var key = $"{target} {project}";
        return _known.TryGetValue(key, out var known) ? known : _known[key] = await ProjectFacts.ReadAsync(project, target, cancellation);
    }

    // Directly, or through a project that it references.
    private async Task<bool> HasHarnessAsync(ProjectFacts facts, CancellationToken cancellation)
    {
        var (open, seen) = (new Queue<ProjectFacts>([facts]), new HashSet<string>());
        while (open.TryDequeue(out var project))
        {
            if (project.Packages.Any(IsHarness))
            {
                return true;
            }

            foreach (var reference in project.References.Where(path => File.Exists(path) && MayHaveHarness(path) && seen.Add(path)))
            {
                open.Enqueue(await ReadAsync(reference, null, cancellation));
            }
        }

        return false;
    }

    private static bool IsHarness(string package) =>
        package.StartsWith(Harness, StringComparison.OrdinalIgnoreCase) && !package.Equals(Attributes, StringComparison.OrdinalIgnoreCase);

    // Tests of benchmarks, or benchmarks as tests: their program is the test runner's.
    private static bool IsOfTests(string package) =>
        package.Equals("Microsoft.NET.Test.Sdk", StringComparison.OrdinalIgnoreCase) || Array.Exists(TestFrameworks, name => package.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    // What is shared by several benchmark projects names it, or is named for it; what is measured does not.
    private static bool MayHaveHarness(string project) => File.ReadAllText(project).Contains(Harness, StringComparison.OrdinalIgnoreCase) || project.Contains("bench", StringComparison.OrdinalIgnoreCase);

    private List<FoundSuite> Suites(List<(ProjectFacts Facts, string? Framework)> programs)
    {
        var names = new HashSet<string>();
        return [.. programs.Select(program =>
        {
            var path = ShortestPath(program.Facts.Path);
            var name = Path.GetFileNameWithoutExtension(program.Facts.Path);
            name = names.Add(name) ? name : path.Replace('/', '.');
            names.Add(name);
            return new FoundSuite(program.Facts, path, name, program.Framework, [.. SuiteFindings.Of(name, program.Facts, program.Framework)]);
        })];
    }

    // The folder is enough where it has one project.
    private string ShortestPath(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        return Relative(folder != root && Directory.GetFiles(folder, "*.*proj").Length == 1 ? folder : project);
    }

    private string Named(string project)
    {
        var path = Path.GetFullPath(project);
        return File.Exists(path) ? path
            : Directory.Exists(path) && Directory.GetFiles(path, "*.*proj") is [var only] ? only
            : throw new PerfGateException(DiagnosticCode.PG1007, $"there is no project '{project}'", path, "Name a project file, or a folder with one");
    }

    private string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
