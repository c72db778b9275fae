using System.Text.Json;
using PerfGate.Configuration;

namespace PerfGate.Tool.Measuring;

/// <summary>What a suite's program is built from: its project, all that it references, and the files that they take from elsewhere.</summary>
internal sealed class BuildInputs
{
    private const string Target = "PerfGateInputs";

    // Nothing but a project is there that could take them, and a build takes none of them unless a project lists it.
    private static readonly string[] Prose = [".md"];

    // They may be imported from anywhere.
    private static readonly string[] BuildScripts = [".props", ".targets"];

    private readonly string _top;
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);

    private BuildInputs(string top, IEnumerable<string> items)
    {
        _top = top;
        var all = items.ToList();
        _folders.UnionWith(all.Where(IsProject).Select(project => Path.GetDirectoryName(project)!));
        foreach (var item in all.Where(item => !IsBelowAny(item)).ToList())
        {
            _files.Add(item);
            // One that is removed is no item any more. And a library is built from what lies around it.
            _folders.Add(Path.GetExtension(item) == ".dll" ? ProjectFolderOf(item) ?? Path.GetDirectoryName(item)! : Path.GetDirectoryName(item)!);
        }
    }

    /// <summary>Asks MSBuild.</summary>
    /// <param name="suite">The suite, of a project.</param>
    /// <param name="root">What the suite's paths are relative to.</param>
    /// <param name="top">The repository's folder.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>The inputs; null where MSBuild cannot tell.</returns>
    /// <exception cref="Diagnostics.PerfGateException">PG1007: there is no such project.</exception>
    public static async Task<BuildInputs?> OfAsync(SuiteConfig suite, string root, string top, CancellationToken cancellation)
    {
        var project = SuiteBuilder.FindProject(suite, root);
        var targets = Path.Combine(AppContext.BaseDirectory, "BuildInputs.targets");
        try
        {
            var told = await ChildProcess.CaptureAsync(
                ChildProcess.DotNetHost,
                [
                    "msbuild", project, $"-target:{Target}", $"-getTargetResult:{Target}", "-property:Configuration=Release", "-nologo", "-nodeReuse:false",
                    .. suite.Framework is { } framework ? (string[])[$"-property:TargetFramework={framework}"] : [],
                ],
                Path.GetDirectoryName(project)!, SuiteBuilder.Limit, cancellation,
                new Dictionary<string, string?> { ["CustomAfterMicrosoftCommonTargets"] = targets, ["CustomAfterMicrosoftCommonCrossTargetingTargets"] = targets });
            return told.ExitCode == 0 ? new BuildInputs(top, Items(told.Output)) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Whether a file may be one of them. Whatever nobody knows is one.</summary>
    /// <param name="path">The file's whole path; it need not be there any more.</param>
    public bool MayHold(string path) =>
        IsBelowAny(path) || _files.Contains(path) || Has(path, BuildScripts)
        || (!Has(path, Prose) && (ProjectFolderOf(path) is not { } other || other == _top));

    /// <summary>Whether a place lies in the folder of one of the projects, or of what they take from elsewhere.</summary>
    /// <param name="path">The whole path.</param>
    public bool IsWithin(string path) => IsBelowAny(path) || _folders.Contains(path);

    private static bool IsProject(string path) => Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase);

    private static bool Has(string path, string[] extensions) => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static List<string> Items(string output)
    {
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.GetProperty("TargetResults").GetProperty(Target).GetProperty("Items").EnumerateArray()
            .Select(item => Path.GetFullPath(item.GetProperty("FullPath").GetString()!))];
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private bool IsBelowAny(string path) => FoldersOf(path).Any(_folders.Contains);

    private string? ProjectFolderOf(string path) => FoldersOf(path).TakeWhile(folder => folder.Length >= _top.Length)
        .FirstOrDefault(folder => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.*proj").Any());
}
