using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>A suite's program, ready to run.</summary>
/// <param name="Assembly">The program's main assembly.</param>
/// <param name="ProjectFolder">The project's folder, in which it runs.</param>
internal sealed record BuiltSuite(string Assembly, string ProjectFolder)
{
    /// <summary>Environment variables that it was built with, and is run with, as BenchmarkDotNet builds it again; null for none.</summary>
    public IReadOnlyDictionary<string, string?>? Variables { get; init; }
}

/// <summary>Finds and builds a suite's project.</summary>
internal static class SuiteBuilder
{
    /// <summary>How long any suite's build may take.</summary>
    public static readonly LaunchLimit Limit = new(TimeSpan.FromHours(1));

    /// <summary>Builds a suite in Release.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="root">What the suite's paths are relative to.</param>
    /// <param name="build">False to take what was built before.</param>
    /// <param name="cancellation">Stops the build.</param>
    /// <param name="variables">Environment variables that the build depends on; null for none.</param>
    /// <exception cref="PerfGateException">
    /// PG1005: the project has several frameworks. PG1007: there is no such project, or it is no program. PG1020: its framework cannot be measured. PG2001: it
    /// does not build. PG2014: its Main ignores its arguments.
    /// </exception>
    public static async Task<BuiltSuite> BuildAsync(
        SuiteConfig suite, string root, bool build, CancellationToken cancellation, IReadOnlyDictionary<string, string?>? variables = null)
    {
        var project = FindProject(suite, root);
        var folder = Path.GetDirectoryName(project)!;
        // What stops it is said before minutes are spent on building.
        var facts = await FactsAsync(suite, project, cancellation);
        SuiteProjectCheck.Refuse(suite, facts);
        if (build)
        {
            await BuildProjectAsync(suite, project, folder, variables, cancellation);
        }

        var assembly = facts.Property("TargetPath");
        if (!File.Exists(assembly))
        {
            // A package that was not restored before may have said otherwise.
            assembly = (await FactsAsync(suite, project, cancellation)).Property("TargetPath");
        }

        return File.Exists(assembly)
            ? new BuiltSuite(assembly, folder) { Variables = variables }
            : throw new PerfGateException(
                DiagnosticCode.PG2001, $"suite '{suite.Name}' has not been built", $"'{assembly}' does not exist", "Leave out --no-build");
    }

    /// <summary>What a suite's project says of itself.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="root">What the suite's paths are relative to.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="PerfGateException">PG1007: there is no such project. PG2001: it cannot be evaluated. PG2070: that did not end.</exception>
    public static Task<ProjectFacts> FactsOfAsync(SuiteConfig suite, string root, CancellationToken cancellation) =>
        FactsAsync(suite, FindProject(suite, root), cancellation);

    /// <summary>Takes a program that a build left.</summary>
    /// <exception cref="PerfGateException">PG1007: there is no such project, or it is no program. PG2001: the program is not there.</exception>
    public static BuiltSuite Take(string assembly, SuiteConfig suite, string root)
    {
        var project = FindProject(suite, root);
        return !File.Exists(assembly)
            ? throw new PerfGateException(DiagnosticCode.PG2001, $"suite '{suite.Name}' has not been built", $"'{assembly}' does not exist", "Build it first")
            : File.Exists(Path.ChangeExtension(assembly, ".runtimeconfig.json"))
                ? new BuiltSuite(Path.GetFullPath(assembly), Path.GetDirectoryName(project)!)
                : throw SuiteProjectCheck.IsLibrary(suite, project);
    }

    internal static string FindProject(SuiteConfig suite, string root)
    {
        var path = Path.GetFullPath(Path.Combine(root, suite.Project!));
        var projects = Directory.Exists(path) ? Directory.GetFiles(path, "*.*proj") : File.Exists(path) ? [path] : [];
        return projects.Length == 1
            ? projects[0]
            : throw new PerfGateException(
                DiagnosticCode.PG1007,
                projects.Length == 0 ? $"suite '{suite.Name}' has no project" : $"suite '{suite.Name}' names a folder with several projects",
                path, "Let \"project\" in perfgate.json name a project file, or a folder with one");
    }

    private static async Task BuildProjectAsync(
        SuiteConfig suite, string project, string folder, IReadOnlyDictionary<string, string?>? variables, CancellationToken cancellation)
    {
        // Build servers would stay behind and disturb what is measured next.
        var built = await RunAsync(
            suite,
            [
                "build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet",
                "-nodeReuse:false", "-p:UseSharedCompilation=false", .. Framework(suite),
            ],
            folder, cancellation, variables);
        if (built.ExitCode != 0)
        {
            var errors = built.All.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Distinct().Take(10).ToList();
            throw new PerfGateException(
                DiagnosticCode.PG2001, $"suite '{suite.Name}' does not build",
                errors.Count > 0 ? string.Join('\n', errors) : built.All,
                SeeBuild(suite));
        }
    }

    private static async Task<ProjectFacts> FactsAsync(SuiteConfig suite, string project, CancellationToken cancellation)
    {
        try
        {
            return await ProjectFacts.ReadAsync(project, suite.Framework, cancellation);
        }
        catch (PerfGateException e)
        {
            throw new PerfGateException(e.Diagnostic with { Fact = $"suite '{suite.Name}' cannot be evaluated", Remedy = SeeBuild(suite) }, e);
        }
        catch (TimeoutException e)
        {
            throw DidNotEnd(suite, e);
        }
    }

    private static async Task<Captured> RunAsync(
        SuiteConfig suite, IEnumerable<string> arguments, string folder, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? variables = null)
    {
        try
        {
            return await ChildProcess.CaptureAsync(ChildProcess.DotNetHost, arguments, folder, Limit, cancellation, variables);
        }
        catch (TimeoutException e)
        {
            throw DidNotEnd(suite, e);
        }
    }

    private static PerfGateException DidNotEnd(SuiteConfig suite, TimeoutException e) => new(
        Diagnostic.Error(
            DiagnosticCode.PG2070, $"the build of suite '{suite.Name}' did not end", $"{e.Message}, and was stopped with all that it had started", SeeBuild(suite)),
        e);

    private static string SeeBuild(SuiteConfig suite) => $"See `dotnet build -c Release {suite.Project}`";

    private static string[] Framework(SuiteConfig suite) => suite.Framework is { } f ? [$"-p:TargetFramework={f}"] : [];
}
