using System.Globalization;
using System.Reflection;

namespace PerfGate.MSBuild.Tests.Running;

/// <summary>Both packages, packed once into a feed of the tests' own, with a version that nobody has seen before.</summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("perfgate-packages-").FullName;

    /// <summary>The version of both.</summary>
    internal string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow.Ticks}");

    /// <summary>The folder with the packages.</summary>
    internal string Feed => Path.Combine(_folder, "feed");

    /// <summary>A package cache that only the tests use.</summary>
    internal string Cache => Path.Combine(_folder, "cache");

    /// <summary>The package for builds.</summary>
    internal string ForBuilds => Path.Combine(Feed, $"PerfGate.MSBuild.{Version}.nupkg");

    /// <summary>The package of the tool.</summary>
    internal string ForTool => Path.Combine(Feed, $"PerfGate.Tool.{Version}.nupkg");

    /// <summary>The tool, as installed from its package.</summary>
    internal string InstalledTool => Path.Combine(_folder, "tool", "dotnet-perfgate");

    /// <summary>The variables of every build.</summary>
    internal Dictionary<string, string> Variables => new() { ["NUGET_PACKAGES"] = Cache, ["DOTNET_CLI_UI_LANGUAGE"] = "en" };

    /// <summary>
    /// The file that names the sources: the feed beside the user's. What is not PerfGate's comes from the user's own cache, where the
    /// tests' restore left it.
    /// </summary>
    internal string NuGetConfig => $"""
        <configuration>
          <packageSources><add key="perfgate-tests" value="{Feed}" /></packageSources>
          <fallbackPackageFolders><add key="user" value="{Metadata("NuGetPackages")}" /></fallbackPackageFolders>
        </configuration>
        """;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        await PackAsync("tool/PerfGate.Tool");
        await PackAsync("tasks/PerfGate.MSBuild");
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), NuGetConfig);
        await RunAsync(
            "tool", "install", "PerfGate.Tool", "--version", Version, "--tool-path", Path.GetDirectoryName(InstalledTool)!,
            "--configfile", Path.Combine(_folder, "nuget.config"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Metadata(string key) =>
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private Task PackAsync(string project) => RunAsync(
        "pack", Repository.File(project), "--no-build", "-c", Metadata("Configuration"), $"-p:PackageVersion={Version}", "-o", Feed, "-nodeReuse:false");

    private async Task RunAsync(params string[] arguments)
    {
        using var running = RunningProcess.Start("dotnet", arguments, _folder, Variables);
        (await running.FinishAsync()).Exits(0);
    }
}
