using System.Text;
using System.Text.Json;
using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>perfgate.json and the folder that its paths are relative to.</summary>
internal sealed record ConfigFile(string Path, PerfGateConfig Config)
{
    private const string FileName = "perfgate.json";

    /// <summary>Whether a path is that of a configuration.</summary>
    public static bool IsOne(string path) => System.IO.Path.GetFileName(path) == FileName && File.Exists(path);

    /// <summary>The folder of the file.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Loads the file given, or the nearest one from the current folder upwards.</summary>
    /// <param name="path">The file, or null to look for it.</param>
    /// <param name="project">Where none is given and none found, this project is the only suite, with defaults, and its folder the configuration's; null for an error.</param>
    /// <exception cref="PerfGateException">PG1002: there is none. PG1003 to PG1005: it cannot be used.</exception>
    public static ConfigFile Load(string? path, string? project = null)
    {
        if (Find(path) is not { } file)
        {
            if (path is null && File.Exists(project))
            {
                return OfProject(System.IO.Path.GetFullPath(project));
            }

            throw new PerfGateException(
                DiagnosticCode.PG1002, $"there is no {(path is null ? $"{FileName} here or in a folder above" : $"'{path}'")}", null,
                """Write one with `dotnet perfgate init`, or by hand: { "suites": [ { "project": "bench/My.Benchmarks" } ] }""");
        }

        try
        {
            return Of(file, InputFile.Read(file, InputFile.MostOfText));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PerfGateException(Diagnostic.Error(
                DiagnosticCode.PG1003, $"'{file}' cannot be read", e.Message.ReplaceLineEndings(" "), "Let this user read the file"), e);
        }
    }

    /// <summary>A configuration of another commit, in the place of the working tree's.</summary>
    /// <exception cref="PerfGateException">PG1003 to PG1005: it cannot be used.</exception>
    public static ConfigFile Of(string path, string text) => Of(path, Encoding.UTF8.GetBytes(text));

    private static ConfigFile OfProject(string project) => Of(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(project)!, FileName),
        JsonSerializer.Serialize(new { suites = new[] { new { project = System.IO.Path.GetFileName(project) } } }));

    private static ConfigFile Of(string path, byte[] utf8)
    {
        var config = ConfigReader.Read(path, utf8);
        return new ConfigFile(path, config with { Policy = config.Policy with { Today = DateOnly.FromDateTime(DateTime.UtcNow) } });
    }

    /// <summary>The file that <see cref="Load"/> would load; null if there is none.</summary>
    public static string? Find(string? path) =>
        path is null ? FindUpwards() : File.Exists(path) ? System.IO.Path.GetFullPath(path) : null;

    /// <summary>A path of the configuration, made absolute.</summary>
    public string Resolve(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, path));

    private static string? FindUpwards()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, FileName);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
