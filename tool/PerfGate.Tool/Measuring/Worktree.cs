using System.Diagnostics;
using System.Globalization;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// Another commit of the repository, checked out beside it for as long as it is measured. It goes away with
/// <see cref="DisposeAsync"/>; what a killed process left behind goes away at the next check-out.
/// </summary>
internal sealed class Worktree : IAsyncDisposable
{
    private const string Prefix = "perfgate-worktree-";
    private readonly string _repository;
    private readonly string _folder;

    private Worktree(string repository, string folder, string root)
    {
        _repository = repository;
        _folder = folder;
        Root = root;
    }

    /// <summary>The folder in it that corresponds to the one that was asked for.</summary>
    public string Root { get; }

    /// <summary>Checks a commit out.</summary>
    /// <param name="repository">A folder of the repository.</param>
    /// <param name="commit">A commit, branch or tag.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG3007: git or the commit is not to be had here.</exception>
    public static async Task<Worktree> CheckOutAsync(string repository, string commit, CancellationToken cancellation)
    {
        await RemoveLeftOversAsync(repository, cancellation);
        var known = await Git.RunAsync(repository, ["rev-parse", "--verify", "--quiet", $"{commit}^{{commit}}"], cancellation);
        var prefix = await Git.RunAsync(repository, ["rev-parse", "--show-prefix"], cancellation);
        if (known is not { ExitCode: 0 } || prefix is not { ExitCode: 0 })
        {
            throw NotToBeHad(commit, known is null ? "there is no git" : "git does not know it");
        }

        var folder = Path.Combine(
            Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{Guid.NewGuid():N}"));
        var worktree = new Worktree(repository, folder, Path.Combine(folder, prefix.Value.Output.Trim()));
        var added = await Git.RunAsync(repository, ["worktree", "add", "--detach", "--quiet", folder, known.Value.Output.Trim()], cancellation);
        if (added is { ExitCode: 0 })
        {
            return worktree;
        }

        await worktree.DisposeAsync();
        throw NotToBeHad(commit, added?.Output ?? "there is no git");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await RemoveAsync(_repository, _folder);

    private static async Task RemoveLeftOversAsync(string repository, CancellationToken cancellation)
    {
        var list = await Git.RunAsync(repository, ["worktree", "list", "--porcelain"], cancellation);
        foreach (var folder in (list?.Output ?? "").Split('\n').Where(line => line.StartsWith("worktree ", StringComparison.Ordinal)).Select(line => line["worktree ".Length..].Trim()))
        {
            if (Path.GetFileName(folder).StartsWith(Prefix, StringComparison.Ordinal) && !IsOwnerAlive(Path.GetFileName(folder)))
            {
                await RemoveAsync(repository, folder);
            }
        }
    }

    private static bool IsOwnerAlive(string name)
    {
        try
        {
            return int.TryParse(name[Prefix.Length..].Split('-')[0], CultureInfo.InvariantCulture, out var id)
                && !Process.GetProcessById(id).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Not cancelled: leaving is what a cancelled process has still to do.
    private static async Task RemoveAsync(string repository, string folder)
    {
        await Git.RunAsync(repository, ["worktree", "remove", "--force", folder], CancellationToken.None);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        await Git.RunAsync(repository, ["worktree", "prune"], CancellationToken.None);
    }

    private static PerfGateException NotToBeHad(string commit, string evidence) => new(
        DiagnosticCode.PG3007, $"commit '{commit}' cannot be had here", evidence,
        "Fetch it: in CI, check out the whole history (`git fetch --unshallow`)");
}
