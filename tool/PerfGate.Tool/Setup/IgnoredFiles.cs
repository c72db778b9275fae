using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Setup;

/// <summary>What git has to ignore, so that measuring leaves the working tree as it was committed.</summary>
internal static class IgnoredFiles
{
    /// <summary>.gitignore with the lines that are missing; null outside a repository, or where nothing is missing.</summary>
    /// <param name="root">The folder of perfgate.json.</param>
    /// <param name="projects">The suites' projects.</param>
    /// <param name="cancellation">Stops asking git.</param>
    public static async Task<PlannedFile?> MissingAsync(string root, IReadOnlyList<string> projects, CancellationToken cancellation)
    {
        if (await Git.TopAsync(root, cancellation) is null)
        {
            return null;
        }

        var folders = projects.Select(project => Path.GetDirectoryName(project)!).ToList();
        (string Line, IEnumerable<string> Examples)[] wanted =
        [
            ("bin/", folders.Select(folder => Path.Combine(folder, "bin", "x"))),
            ("obj/", folders.Select(folder => Path.Combine(folder, "obj", "x"))),
            ("BenchmarkDotNet.Artifacts/", folders.Prepend(root).Select(folder => Path.Combine(folder, "BenchmarkDotNet.Artifacts", "x"))),
            ("perfgate-run*.json", [Path.Combine(root, "perfgate-run.json")]),
        ];
        var missing = new List<string>();
        foreach (var (line, examples) in wanted)
        {
            if (!await AreIgnoredAsync(root, [.. examples.Distinct()], cancellation))
            {
                missing.Add(line);
            }
        }

        var path = Path.Combine(root, ".gitignore");
        var before = File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellation)).ReplaceLineEndings("\n") : "";
        return missing.Count == 0 ? null
            : new PlannedFile(".gitignore", $"{before}{(before.Length == 0 || before.EndsWith('\n') ? "" : "\n")}{string.Join('\n', missing)}\n", IsAdded: true);
    }

    /// <summary>Whether git ignores a file, so that it would not be committed.</summary>
    public static async Task<bool> IsIgnoredAsync(string root, string file, CancellationToken cancellation) =>
        await Git.RunAsync(root, ["check-ignore", "--quiet", "--no-index", "--", file], cancellation) is { ExitCode: 0 };

    private static async Task<bool> AreIgnoredAsync(string root, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var told = await Git.RunAsync(root, ["check-ignore", "--no-index", "--", .. files], cancellation);
        return told?.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == files.Count;
    }
}
