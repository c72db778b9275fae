using System.Text.Json;

namespace PerfGate.MSBuild.Tests.Running;

/// <summary>
/// A user's repository with a benchmark project that references the package; restored, built and measured once. Its path has
/// spaces and letters beyond ASCII, as paths have.
/// </summary>
public sealed class SampleRepository(Packages packages) : IAsyncLifetime
{
    /// <summary>Metadata of the verdicts, written by the user's own target, whether the check passes or not.</summary>
    private const string ShowVerdicts = """
        <Target Name="ShowVerdicts" AfterTargets="PerfGateVerdicts">
          <Message Importance="High" Text="seen: outcome $(PerfGateOutcome)" />
          <Message Importance="High" Text="seen: %(PerfGateVerdict.Identity) %(Metric) %(Verdict) [%(RatioLower), %(RatioUpper)]" Condition="'@(PerfGateVerdict)' != ''" />
        </Target>
        """;

    private readonly string _parent = Directory.CreateTempSubdirectory("perfgate-msbuild-").FullName;
    private IReadOnlyDictionary<string, byte[]> _baseline = new Dictionary<string, byte[]>();

    internal Packages Packages => packages;

    /// <summary>The repository's folder.</summary>
    internal string Folder => Path.Combine(_parent, "Grüße an 東京");

    public async ValueTask InitializeAsync()
    {
        With("nuget.config", packages.NuGetConfig);
        With("Directory.Packages.props", await File.ReadAllTextAsync(Repository.File("Directory.Packages.props")));
        With("Directory.Build.props", await File.ReadAllTextAsync(Repository.File("tests/samples/Directory.Build.props")));
        With(".gitignore", "bin/\nobj/\n");
        AddProject("bench");
        Configure("Steady.Work.*", launches: 5);
        // One build restores, builds and measures, as a user's would.
        (await BuildAsync("bench", "-t:PerfGateBaselineUpdate", "--restore")).Exits(0);
        _baseline = Directory.GetFiles(PathOf("baselines")).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
    }

    /// <summary>A path of the repository.</summary>
    internal string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file.</summary>
    internal SampleRepository With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        // What stays as it is need not be built again.
        if (!File.Exists(PathOf(name)) || File.ReadAllText(PathOf(name)) != text)
        {
            File.WriteAllText(PathOf(name), text);
        }

        return this;
    }

    /// <summary>Adds a project with the sample benchmarks and the package, but for what a test says otherwise.</summary>
    internal SampleRepository AddProject(string name, string properties = "")
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.Sample("Steady"))!, "*.cs"))
        {
            With($"{name}/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        return With($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="PerfGate.MSBuild" VersionOverride="{packages.Version}" /></ItemGroup>
              {ShowVerdicts}
            </Project>
            """);
    }

    /// <summary>Starts a test: one suite, the stored baseline, and nothing measured before.</summary>
    internal SampleRepository Configure(string filter = "Steady.Work.Sum", int launches = 1, object? baselines = null) =>
        Configure([Suite("bench", filter, launches)], baselines);

    /// <summary>Starts a test without a baseline: everything is new, which passes after a single launch.</summary>
    internal SampleRepository ConfigureAsNew() => Configure(baselines: new { required = false }).Remove("baselines");

    /// <summary>Starts a test with other suites.</summary>
    internal SampleRepository Configure(object[] suites, object? baselines = null)
    {
        // Five launches can be decided at this alpha; no busy machine makes a change as large as this effect, the benchmarks' knob does.
        With("perfgate.json", JsonSerializer.Serialize(new { suites, policy = new { alpha = 0.05, minimumEffect = 20 }, baselines = baselines ?? new { } }));
        Remove("bench/obj/perfgate");
        Remove("baselines");
        foreach (var (name, bytes) in _baseline)
        {
            Directory.CreateDirectory(PathOf("baselines"));
            File.WriteAllBytes(PathOf($"baselines/{name}"), bytes);
        }

        return this;
    }

    /// <summary>A suite of short launches.</summary>
    internal static object Suite(string project, string filter = "Steady.Work.Sum", int launches = 1, string? framework = null) => new
    {
        name = project,
        project,
        framework,
        filter,
        launches,
        isolation = "inProcess",
        arguments = new[] { "--warmupCount", "1", "--iterationCount", "2", "--iterationTime", "5" },
    };

    /// <summary>Builds as a user would, in Release.</summary>
    internal Task<BuildResult> BuildAsync(string project, params string[] arguments) => BuildAsync([], project, arguments);

    /// <summary>Builds with a variable, which the benchmarks read.</summary>
    internal Task<BuildResult> BuildAsync((string Name, string Value) variable, string project, params string[] arguments) =>
        BuildAsync(new Dictionary<string, string> { [variable.Name] = variable.Value }, project, arguments);

    /// <summary>Starts a build.</summary>
    internal RunningProcess Start(IReadOnlyList<string> prefix, string project, params string[] arguments) => RunningProcess.Start(
        prefix.Count > 0 ? prefix[0] : "dotnet", [.. prefix.Skip(1), .. prefix.Count > 0 ? ["dotnet"] : (string[])[], .. Line(project, arguments)],
        Folder, packages.Variables);

    /// <summary>Runs the installed tool in a project's folder.</summary>
    internal async Task<CliResult> RunToolAsync(string project, params string[] arguments)
    {
        using var running = RunningProcess.Start(packages.InstalledTool, arguments, PathOf(project), packages.Variables);
        return await running.FinishAsync();
    }

    /// <summary>Removes a folder.</summary>
    internal SampleRepository Remove(string name)
    {
        if (Directory.Exists(PathOf(name)))
        {
            Directory.Delete(PathOf(name), recursive: true);
        }

        return this;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_parent, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<BuildResult> BuildAsync(Dictionary<string, string> variables, string project, string[] arguments)
    {
        using var running = RunningProcess.Start(
            "dotnet", Line(project, arguments), Folder, packages.Variables.Concat(variables).ToDictionary(v => v.Key, v => v.Value));
        var result = await running.FinishAsync();
        return new BuildResult(result.ExitCode, result.Output + result.Errors);
    }

    private static IEnumerable<string> Line(string project, string[] arguments) =>
    [
        "build", project, "-nodeReuse:false", .. arguments.Contains("--restore") ? [] : (string[])["--no-restore"],
        .. arguments.Contains("-c") ? [] : (string[])["-c", "Release"], .. arguments.Where(argument => argument != "--restore"),
    ];
}
