using System.Text.Json;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>What a project says of itself in Release, as MSBuild evaluates it: nothing is restored or built.</summary>
internal sealed class ProjectFacts
{
    private static readonly string[] Properties =
    [
        "OutputType", "TargetFramework", "TargetFrameworks", "TargetPath", "Optimize", "TieredCompilation", "IsTestProject", "RollForward", "NETCoreAppMaximumVersion",
    ];

    private static readonly string[] Items = ["PackageReference", "ProjectReference", "Compile"];

    private readonly JsonElement _json;

    private ProjectFacts(string path, JsonElement json) => (Path, _json) = (path, json);

    /// <summary>The project file.</summary>
    public string Path { get; }

    /// <summary>Its target frameworks, in the order they stand there; empty where the project says none.</summary>
    public IReadOnlyList<string> Frameworks => Split(Property("TargetFrameworks")) is { Count: > 0 } several ? several : Split(Property("TargetFramework"));

    /// <summary>Whether it makes a program, and no library.</summary>
    public bool IsProgram => Property("OutputType").ToUpperInvariant() is "EXE" or "WINEXE";

    /// <summary>The names of the packages that it references itself.</summary>
    public IEnumerable<string> Packages => Identities("PackageReference");

    /// <summary>The projects that it references itself.</summary>
    public IEnumerable<string> References => Paths("ProjectReference");

    /// <summary>The source files that it compiles.</summary>
    public IEnumerable<string> Sources => Paths("Compile");

    /// <summary>The value of a property; empty where it has none.</summary>
    public string Property(string name) => _json.GetProperty("Properties").GetProperty(name).GetString()!.Trim();

    /// <summary>The values of several properties.</summary>
    public IReadOnlyDictionary<string, string> Values(params IEnumerable<string> names) => names.ToDictionary(name => name, Property);

    /// <summary>Asks MSBuild.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="framework">Of which target framework; null for the project's only one, or for what all of them share.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="PerfGateException">PG2001: it cannot be evaluated.</exception>
    /// <exception cref="TimeoutException">MSBuild did not end.</exception>
    public static async Task<ProjectFacts> ReadAsync(string project, string? framework, CancellationToken cancellation)
    {
        var facts = await EvaluateAsync(project, framework, cancellation);
        // A list of one: without its name, MSBuild evaluates the build of all frameworks, which has no program.
        return framework is null && facts.Property("TargetFramework").Length == 0 && facts.Frameworks is [var only]
            ? await EvaluateAsync(project, only, cancellation)
            : facts;
    }

    private static async Task<ProjectFacts> EvaluateAsync(string project, string? framework, CancellationToken cancellation)
    {
        var told = await ChildProcess.CaptureAsync(
            ChildProcess.DotNetHost,
            [
                "msbuild", project, "-property:Configuration=Release", "-nologo", "-nodeReuse:false", .. framework is null ? [] : (string[])[$"-property:TargetFramework={framework}"],
                .. Properties.Select(name => $"-getProperty:{name}"), .. Items.Select(name => $"-getItem:{name}"),
            ],
            System.IO.Path.GetDirectoryName(project)!, SuiteBuilder.Limit, cancellation);
        var (from, to) = (told.Output.IndexOf('{', StringComparison.Ordinal), told.Output.LastIndexOf('}'));
        if (told.ExitCode == 0 && from >= 0 && from < to)
        {
            using var json = JsonDocument.Parse(told.Output[from..(to + 1)]);
            return new ProjectFacts(project, json.RootElement.Clone());
        }

        throw new PerfGateException(DiagnosticCode.PG2001, $"project '{System.IO.Path.GetFileName(project)}' cannot be evaluated", told.All.Trim(), $"See `dotnet build -c Release {project}`");
    }

    private static List<string> Split(string list) => [.. list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    private IEnumerable<string> Paths(string item) => Identities(item)
        .Select(path => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, path.Replace('\\', System.IO.Path.DirectorySeparatorChar))));

    private IEnumerable<string> Identities(string item) =>
        _json.GetProperty("Items").GetProperty(item).EnumerateArray().Select(one => one.GetProperty("Identity").GetString()!);
}
