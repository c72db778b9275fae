using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Storage;

/// <summary>
/// perfgate.json and the stored baselines as another commit has them: a pull request cannot change what it is judged by. They lie in a temporary folder for as long as they are used.
/// </summary>
internal sealed class ProtectedFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("perfgate-baselines-");

    private ProtectedFiles(ConfigFile config) => Config = config;

    /// <summary>The other commit's configuration; its paths are the working tree's.</summary>
    public ConfigFile Config { get; }

    /// <summary>The folder with the other commit's baselines.</summary>
    public string Store => _folder.FullName;

    /// <summary>Reads them.</summary>
    /// <param name="reference">The other commit, branch or tag.</param>
    /// <param name="config">Where the configuration is in the working tree.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG3007: git or the commit is not to be had. PG1002 to PG1006: its configuration cannot be used.</exception>
    public static async Task<ProtectedFiles> OfAsync(string reference, string config, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(config)!;
        if (await Git.CommitAsync(folder, reference, cancellation) is not { ExitCode: 0 } commit)
        {
            throw new PerfGateException(
                DiagnosticCode.PG3007, $"commit '{reference}' cannot be had here", "git does not know it", $"Fetch it: `git fetch origin {reference}`");
        }

        var hash = commit.Output.Trim();
        var name = Path.GetFileName(config);
        if (await ShowAsync(folder, hash, name, cancellation) is not { } text)
        {
            throw new PerfGateException(DiagnosticCode.PG1002, $"there is no {name} at '{reference}'", null, "Name a commit that has one, or leave out --baseline-from");
        }

        var protectedFiles = new ProtectedFiles(ConfigFile.Of(config, text));
        try
        {
            await protectedFiles.CopyBaselinesAsync(folder, hash, cancellation);
            return protectedFiles;
        }
        catch
        {
            protectedFiles.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // The system clears its temporary folder itself.
        }
    }

    private static async Task<string?> ShowAsync(string folder, string hash, string path, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["cat-file", "blob", $"{hash}:./{path}"], cancellation) is { ExitCode: 0 } file ? file.Output : null;

    private async Task CopyBaselinesAsync(string folder, string hash, CancellationToken cancellation)
    {
        var store = Path.GetRelativePath(folder, Config.Resolve(Config.Config.Baselines.Path)).Replace('\\', '/');
        if (store.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(store))
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, "--baseline-from needs baselines that are part of the repository", Config.Config.Baselines.Path, "Leave it out: nobody who changes the repository changes them");
        }

        var listed = await Git.RunAsync(folder, ["ls-tree", "-r", "-z", "--name-only", hash, "--", $"{store}/"], cancellation);
        foreach (var path in listed?.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (await ShowAsync(folder, hash, path, cancellation) is { } text)
            {
                var copy = Path.Combine(Store, Path.GetRelativePath(store, path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                await File.WriteAllTextAsync(copy, text, cancellation);
            }
        }
    }
}
