using PerfGate.Results;

namespace PerfGate.Tool.Measuring;

/// <summary>Asks git which files of the working tree differ from a commit.</summary>
internal static class ChangedFiles
{
    private const string LinkMode = "120000 ";

    /// <summary>The files that were changed, added or removed since a commit, committed or not; what git ignores is left out.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="commit">The commit; it is fetched where this clone does not have it.</param>
    /// <param name="within">The files and folders to look at; none for the whole repository.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>Their whole paths; null where git cannot tell.</returns>
    public static async Task<IReadOnlyList<string>?> SinceAsync(string folder, CommitInfo commit, IReadOnlyList<string> within, CancellationToken cancellation)
    {
        if (await Git.TopAsync(folder, cancellation) is not { } top)
        {
            return null;
        }

        // Git refuses what is outside, and knows nothing of it.
        var inside = within.Where(path => !Path.GetRelativePath(top, path).StartsWith("..", StringComparison.Ordinal)).ToList();
        if (within.Count > 0 && inside.Count == 0)
        {
            return [];
        }

        string[] paths = [.. inside.Select(path => $":(literal){Path.GetRelativePath(top, path).Replace('\\', '/')}")];
        string[] difference = ["diff", "--name-only", "--no-renames", "--ignore-submodules=none", "-z", commit.Hash, "--", .. paths];
        var tracked = await Git.RunAsync(top, difference, cancellation);
        if (tracked is not { ExitCode: 0 } && await RemoteCommit.FetchAsync(top, commit.Hash, cancellation) is null)
        {
            tracked = await Git.RunAsync(top, difference, cancellation);
        }

        var untracked = await Git.RunAsync(top, ["ls-files", "--others", "--exclude-standard", "-z", "--", .. paths], cancellation);
        return tracked is { ExitCode: 0 } && untracked is { ExitCode: 0 }
            ? [.. $"{tracked.Output}{untracked.Output}".Split('\0', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => Path.GetFullPath(Path.Combine(top, path)))]
            : null;
    }

    /// <summary>The whole paths of the symbolic links that git keeps.</summary>
    /// <param name="top">The repository's folder.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task<IReadOnlyList<string>> LinksAsync(string top, CancellationToken cancellation) =>
        await Git.RunAsync(top, ["ls-files", "--stage", "-z"], cancellation) is { ExitCode: 0 } kept
            ? [.. kept.Output.Split('\0').Where(entry => entry.StartsWith(LinkMode, StringComparison.Ordinal)).Select(entry => Path.GetFullPath(Path.Combine(top, entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..])))]
            : [];
}
