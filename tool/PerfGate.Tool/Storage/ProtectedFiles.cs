using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Storage;

/// <summary>
/// perfgate.json and the stored baselines as another commit has them: a pull request cannot change what it is judged by. They lie in a temporary folder for as long as they are used.
/// Where the baselines are in a database, only the configuration is the other commit's.
/// </summary>
internal sealed class ProtectedFiles : IDisposable
{
    private readonly OwnedFile? _claim;

    private ProtectedFiles(ConfigFile config, string? folder, OwnedFile? claim)
    {
        Config = config;
        Folder = folder;
        _claim = claim;
    }

    /// <summary>The other commit's configuration; its paths are the working tree's.</summary>
    public ConfigFile Config { get; }

    /// <summary>The folder with the other commit's baselines; null where they are in a database.</summary>
    public string? Folder { get; }

    /// <summary>Reads them.</summary>
    /// <param name="reference">The other commit, branch or tag.</param>
    /// <param name="config">Where the configuration is in the working tree.</param>
    /// <param name="given">The store that the command line or the environment names, of which only a database counts here; or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG3007: git or the commit is not to be had. PG1001 to PG1006: its configuration cannot be used.</exception>
    public static async Task<ProtectedFiles> OfAsync(string reference, string config, StoreAddress? given, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(config)!;
        if (await Git.CommitAsync(folder, reference, cancellation) is not { ExitCode: 0 } commit)
        {
            throw new PerfGateException(
                DiagnosticCode.PG3007, $"commit '{reference}' is not available here", "git does not know it", $"Fetch it: `git fetch origin {reference}`");
        }

        var hash = commit.Output.Trim();
        var name = Path.GetFileName(config);
        if (await ShowAsync(folder, hash, name, cancellation) is not { } text)
        {
            throw new PerfGateException(DiagnosticCode.PG1002, $"there is no {name} at '{reference}'", null, "Name a commit that has one, or leave out --baseline-from");
        }

        var other = ConfigFile.Of(config, text);
        if (given is { Kind: not StoreKind.Files } || StoreAddress.Of(other) is { Kind: not StoreKind.Files } && given is null)
        {
            return new ProtectedFiles(other, folder: null, claim: null);
        }

        // What a process leaves that is killed, the next one removes.
        var (made, claim) = LeftOvers.NewFolder();
        var protectedFiles = new ProtectedFiles(other, made, claim);
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
        _claim?.Dispose();
        if (Folder is not null)
        {
            // If it cannot be removed, the system clears its temporary folder itself.
            _ = DiskErrors.OfDeleting(Folder);
        }
    }

    private static async Task<string?> ShowAsync(string folder, string hash, string path, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["cat-file", "blob", $"{hash}:./{path}"], cancellation) is { ExitCode: 0 } file ? file.Output : null;

    private async Task CopyBaselinesAsync(string folder, string hash, CancellationToken cancellation)
    {
        var address = StoreAddress.Of(Config);
        var store = Path.GetRelativePath(folder, address.Target).Replace('\\', '/');
        if (address.Kind != StoreKind.Files || store.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(store))
        {
            throw new PerfGateException(
                DiagnosticCode.PG1001, "--baseline-from needs baselines that are part of the repository", address.Kind == StoreKind.Files ? address.Target : "perfgate.json names a database", "Leave it out: nobody who changes the repository changes them");
        }

        var listed = await Git.RunAsync(folder, ["ls-tree", "-r", "-z", "--name-only", hash, "--", $"{store}/"], cancellation);
        foreach (var path in listed?.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
        {
            if (await ShowAsync(folder, hash, path, cancellation) is { } text)
            {
                var copy = Path.Combine(Folder!, Path.GetRelativePath(store, path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                await File.WriteAllTextAsync(copy, text, cancellation);
            }
        }
    }
}
