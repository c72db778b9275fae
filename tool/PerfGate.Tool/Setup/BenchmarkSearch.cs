using System.Text.RegularExpressions;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Setup;

/// <summary>
/// Finds the projects that may have benchmarks, so that MSBuild need not be asked about every project of a large repository: those that mention BenchmarkDotNet,
/// and those in whose folder a source file does. What git ignores, submodules, and the folders of builds and packages are not searched.
/// </summary>
internal static partial class BenchmarkSearch
{
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", ".git", ".vs"];
    private static readonly string[] Searched = ["*.cs", "*.fs", "*.vb", "*.csproj", "*.fsproj", "*.vbproj"];

    /// <summary>The whole paths of the project files, in order.</summary>
    /// <param name="root">The folder to search.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<IReadOnlyList<string>> ProjectsAsync(string root, CancellationToken cancellation)
    {
        var mentioning = await ByGitAsync(root, cancellation) ?? ByHand(root);
        return [.. mentioning.Select(Path.GetFullPath).Where(path => File.Exists(path) && !IsSkipped(Path.GetRelativePath(root, path)) && !IsOfAnother(path, root))
            .SelectMany(path => IsProject(path) ? [path] : NearestProjects(path, root)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<IEnumerable<string>?> ByGitAsync(string root, CancellationToken cancellation)
    {
        var told = await Git.RunAsync(root, ["grep", "--untracked", "-lzE", Mention().ToString(), "--", .. Searched.Select(pattern => $":(glob)**/{pattern}")], cancellation);
        // 1 is "none".
        return told is { ExitCode: 0 or 1 }
            ? told.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => Path.Combine(root, path))
            : null;
    }

    private static IEnumerable<string> ByHand(string folder)
    {
        var inner = Directory.EnumerateDirectories(folder).Where(inside => !Skipped.Contains(Path.GetFileName(inside)) && !IsRepository(inside) && !IsLink(inside));
        return Searched.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).Where(file => File.ReadLines(file).Any(Mention().IsMatch))
            .Concat(inner.SelectMany(ByHand));
    }

    private static IEnumerable<string> NearestProjects(string source, string root)
    {
        for (var folder = Path.GetDirectoryName(source); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            var projects = Directory.EnumerateFiles(folder).Where(IsProject).ToList();
            if (projects.Count > 0)
            {
                return projects;
            }
        }

        return [];
    }

    private static bool IsProject(string path) => Path.GetExtension(path).ToUpperInvariant() is ".CSPROJ" or ".FSPROJ" or ".VBPROJ";

    // A submodule has benchmarks of its own.
    private static bool IsOfAnother(string path, string root)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null && folder.Length > root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (IsRepository(folder))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRepository(string folder) => Path.Exists(Path.Combine(folder, ".git"));

    private static bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;

    private static bool IsSkipped(string path) => path.Split('/', '\\').Any(Skipped.Contains);

    [GeneratedRegex(@"BenchmarkDotNet|\[Benchmark|BenchmarkSwitcher|BenchmarkRunner")]
    private static partial Regex Mention();
}
