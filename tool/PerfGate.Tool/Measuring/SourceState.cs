using System.Text.RegularExpressions;
using PerfGate.Configuration;
using PerfGate.Results;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>The commit that is checked out, and what of the source differs from it.</summary>
/// <param name="Commit">The commit; dirty where what is measured may not be what it holds.</param>
/// <param name="Changed">The files by which it is dirty; empty where git cannot tell.</param>
internal sealed partial record SourceState(CommitInfo Commit, IReadOnlyList<string> Changed)
{
    // What neither builds nor changes a suite: PerfGate's own files, where tools are listed, what git is told, and what CI systems do.
    private static readonly string[] OwnFiles =
    [
        "perfgate.json", ".config/perfgate.schema.json", ".config/dotnet-tools.json", "dotnet-tools.json", ".gitignore", ".gitattributes",
        ".gitlab-ci.yml", "azure-pipelines.yml", "azure-pipelines.perfgate.yml",
    ];

    private static readonly string[] OwnFolders = [".github/", ".gitlab/", $"{ShardFiles.UsualFolder}/"];

    /// <summary>Looks at the working tree around a folder.</summary>
    /// <param name="folder">The folder that paths of the configuration are relative to.</param>
    /// <param name="configPath">The configuration, which decides how a suite is measured and not what.</param>
    /// <param name="store">The files and folders of the store: they do not change what is measured.</param>
    /// <param name="suite">The suite whose build is to be asked for what it is built from; null to count any file that is not PerfGate's own.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>The state; null without git, outside a repository, or before its first commit.</returns>
    /// <exception cref="Diagnostics.PerfGateException">PG1007: the suite has no project.</exception>
    public static async Task<SourceState?> OfAsync(string folder, string configPath, IReadOnlyList<string> store, SuiteConfig? suite, CancellationToken cancellation)
    {
        if (await Git.CommitAsync(folder, "HEAD", cancellation) is not { ExitCode: 0 } head || await Git.TopAsync(folder, cancellation) is not { } top)
        {
            return null;
        }

        var commit = new CommitInfo(head.Output.Trim(), IsDirty: false);
        if (await ChangedFiles.SinceAsync(folder, commit, [], cancellation) is not { } all)
        {
            return new SourceState(commit with { IsDirty = true }, []);
        }

        var changed = all.Where(path => path != configPath && !IsOf(store, path) && !IsOwn(folder, path) && !IsOwn(top, path)).ToList();
        if (changed.Count > 0 && suite is { Command: null } && await BuildInputs.OfAsync(suite, folder, top, cancellation) is { } inputs
            // What changed behind a link is listed where it lies, and not where the build finds it.
            && !(await ChangedFiles.LinksAsync(top, cancellation)).Any(inputs.IsWithin))
        {
            changed.RemoveAll(path => !inputs.MayHold(path));
        }

        return new SourceState(commit with { IsDirty = changed.Count > 0 }, changed);
    }

    /// <summary>Whether a file is one of the store's, or lies in a folder of it.</summary>
    /// <param name="store">The files and folders of the store.</param>
    /// <param name="path">The whole path.</param>
    public static bool IsOf(IReadOnlyList<string> store, string path) => store.Any(own => path == own || IsBelow(own, path));

    private static bool IsOwn(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace('\\', '/') is var relative
        && (OwnFiles.Contains(relative) || RunFile().IsMatch(relative) || Array.Exists(OwnFolders, own => relative.StartsWith(own, StringComparison.Ordinal)));

    // What `run` writes where nobody names a file.
    [GeneratedRegex(@"^perfgate-run[^/]*\.json$")]
    private static partial Regex RunFile();

    private static bool IsBelow(string folder, string path) => path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
