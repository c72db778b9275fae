using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// Another commit of the repository, checked out beside it for as long as it is measured. It goes away with
/// <see cref="DisposeAsync"/>; what a killed process left behind goes away at the next check-out. Whatever else git lists is the user's: it is
/// never pruned, as that would forget what is only out of reach for a while.
/// </summary>
internal sealed partial class Worktree : IAsyncDisposable
{
    private const string Owner = ".owner";

    private readonly string _repository;
    private readonly string _folder;
    private readonly OwnedFile _claim;
    private readonly Action<Diagnostic> _warn;

    private Worktree(string repository, string folder, OwnedFile claim, string root, Action<Diagnostic> warn)
    {
        (_repository, _folder, _claim, _warn) = (repository, folder, claim, warn);
        Root = root;
    }

    /// <summary>The folder in it that corresponds to the one that was asked for.</summary>
    public string Root { get; }

    /// <summary>Checks a commit out.</summary>
    /// <param name="repository">A folder of the repository.</param>
    /// <param name="commit">A commit, branch or tag.</param>
    /// <param name="warn">Told what could not be removed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG3007: git or the commit is not to be had here.</exception>
    public static async Task<Worktree> CheckOutAsync(string repository, string commit, Action<Diagnostic> warn, CancellationToken cancellation)
    {
        foreach (var left in (await ListAsync(repository)).Where(IsLeftOver))
        {
            await RemoveAsync(repository, left, warn);
        }

        RemoveUnnoted();
        var known = await Git.CommitAsync(repository, commit, cancellation);
        // Only a whole hash names one commit on any machine.
        var problem = known is not { ExitCode: 0 } && Git.IsWholeHash(commit) ? await RemoteCommit.FetchAsync(repository, commit, cancellation) : null;
        known = known is { ExitCode: 0 } ? known : await Git.CommitAsync(repository, commit, cancellation);
        var prefix = await Git.RunAsync(repository, ["rev-parse", "--show-prefix"], cancellation);
        if (known is not { ExitCode: 0 } || prefix is not { ExitCode: 0 })
        {
            throw NotToBeHad(commit, known is null ? "there is no git" : problem ?? (known.Errors.Length > 0 ? known.Errors : "git does not know it"));
        }

        var folder = Path.Combine(
            Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"perfgate-worktree-{Environment.ProcessId}-{Guid.NewGuid():N}"));
        var worktree = new Worktree(repository, folder, new OwnedFile($"{folder}{Owner}"), Path.Combine(folder, prefix.Output.Trim()), warn);
        var isThere = false;
        try
        {
            var added = await Git.RunAsync(repository, ["worktree", "add", "--detach", "--quiet", folder, known.Output.Trim()], cancellation);
            isThere = added is { ExitCode: 0 } && await SubmodulesAsync(repository, folder, commit, cancellation);
            return isThere ? worktree : throw NotToBeHad(commit, added?.All ?? "there is no git");
        }
        finally
        {
            if (!isThere)
            {
                await worktree.DisposeAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RemoveAsync(_repository, _folder, _warn);
        _claim.Dispose();
    }

    // Those that the user's own working tree has; the others were not needed there either.
    private static async Task<bool> SubmodulesAsync(string repository, string folder, string commit, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(folder, ".gitmodules")))
        {
            return true;
        }

        var top = (await Git.RunAsync(repository, ["rev-parse", "--show-toplevel"], cancellation))?.Output.Trim() ?? repository;
        var used = (await Git.RunAsync(top, ["submodule", "status"], cancellation))?.Output.Split('\n')
            .Where(line => line.Length > 1 && line[0] != '-').Select(line => line[1..].Split(' ')[1]).ToList() ?? [];
        var updated = used.Count == 0 ? null : await Git.RunAsync(folder, ["submodule", "update", "--init", "--recursive", "--quiet", "--", .. used], cancellation);
        return updated is null or { ExitCode: 0 } ? true : throw new PerfGateException(
            DiagnosticCode.PG3007, $"the submodules of commit '{commit}' are not available here", updated.All, "See `git submodule update --init --recursive` at that commit");
    }

    private static async Task<IReadOnlyList<string>> ListAsync(string repository) =>
        await Git.RunAsync(repository, ["worktree", "list", "--porcelain"], CancellationToken.None) is { ExitCode: 0 } list
            ? [.. list.Output.Split('\n').Where(line => line.StartsWith("worktree ", StringComparison.Ordinal)).Select(line => line["worktree ".Length..].Trim())]
            : [];

    // A lock tells whether its process is alive, in another container, too, and where nobody has taken note of its end. Where there are no locks, its number has to.
    private static bool IsLeftOver(string folder)
    {
        if (OwnName().IsMatch(Path.GetFileName(folder)) && File.Exists($"{folder}{Owner}"))
        {
            return OwnedFile.TextIfOrphaned($"{folder}{Owner}") is not null;
        }

        try
        {
            return OwnName().Match(Path.GetFileName(folder)) is { Success: true } name
                && (!int.TryParse(name.Groups["process"].ValueSpan, CultureInfo.InvariantCulture, out var id) || Process.GetProcessById(id).HasExited);
        }
        catch (ArgumentException)
        {
            // There is no such process.
            return true;
        }
    }

    // What git had made and not yet noted when it was killed, and word of what is no more.
    private static void RemoveUnnoted()
    {
        try
        {
            foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), "perfgate-worktree-*").Where(IsLeftOver).Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                Directory.Delete(folder);
            }

            foreach (var claim in Directory.EnumerateFiles(Path.GetTempPath(), $"perfgate-worktree-*{Owner}").Where(claim => !Directory.Exists(claim[..^Owner.Length]) && OwnedFile.TextIfOrphaned(claim) is not null))
            {
                File.Delete(claim);
            }
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // It is another user's, or another one removes it at the same time.
        }
    }

    // Not cancelled: leaving is what a cancelled process has still to do.
    private static async Task RemoveAsync(string repository, string folder, Action<Diagnostic> warn)
    {
        var problem = await ForgetAsync(repository, folder);
        if (Directory.Exists(folder))
        {
            problem = DiskErrors.OfDeleting(folder);
            await ForgetAsync(repository, folder);
        }

        if (Directory.Exists(folder) || (await ListAsync(repository)).Any(other => Path.GetFileName(other) == Path.GetFileName(folder)))
        {
            warn(Diagnostic.Warning(
                DiagnosticCode.PG2071, "a check-out of another commit, made to measure it, could not be removed", $"{folder}: {problem}",
                $"Remove it: `git worktree remove --force {folder}`; the next check tries again"));
        }
    }

    // What git said if it could not; the folder may be gone already.
    private static async Task<string> ForgetAsync(string repository, string folder) =>
        (await Git.RunAsync(repository, ["worktree", "remove", "--force", folder], CancellationToken.None))?.Errors ?? "there is no git";

    private static PerfGateException NotToBeHad(string commit, string evidence) => new(
        DiagnosticCode.PG3007, $"commit '{commit}' is not available here", evidence,
        $"Fetch it: `git fetch origin {commit}`; in CI, check out the whole history (`git fetch --unshallow`)");

    [GeneratedRegex("^perfgate-worktree-(?<process>[0-9]+)-[0-9a-f]{32}$")]
    private static partial Regex OwnName();
}
