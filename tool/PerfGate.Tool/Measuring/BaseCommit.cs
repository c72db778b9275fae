using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Tool.Measuring;

/// <summary>Finds the commit to judge against: what is not of this branch is not charged to it.</summary>
internal static class BaseCommit
{
    /// <summary>The commit of a name: of a branch, the merge base with it; of anything else, itself.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="name">A branch (with or without its remote), a tag or a commit.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>The commit's hash; where git does not know the name, the name.</returns>
    /// <exception cref="PerfGateException">PG3015: it is a branch, and the merge base is not in this clone.</exception>
    public static async Task<string> OfAsync(string folder, string name, CancellationToken cancellation)
    {
        foreach (var reference in new[] { name, $"refs/remotes/origin/{name}" })
        {
            if (await SymbolicAsync(folder, reference, cancellation) is not { } full)
            {
                continue;
            }

            return !full.StartsWith("refs/heads/", StringComparison.Ordinal) && !full.StartsWith("refs/remotes/", StringComparison.Ordinal)
                ? name
                : await MergeBaseAsync(folder, full, cancellation) ?? throw NotHere(name, $"git merge-base HEAD {name}: there is none in this clone");
        }

        return name;
    }

    /// <summary>The commit that a pull request is judged against; null, with a warning, where this clone does not tell.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="request">The pull request.</param>
    /// <param name="warn">Told why not.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <exception cref="PerfGateException">PG3015: the base itself is checked out, so nothing of the pull request would be measured.</exception>
    public static async Task<CommitInfo?> OfAsync(string folder, PullRequest request, Action<Diagnostic> warn, CancellationToken cancellation)
    {
        var commit = request.IsBase ? request.Target
            : request.IsMerged && await ParentsAsync(folder, cancellation) is [var first, _, ..] ? first
            : await MergeBaseAsync(folder, request.Target, cancellation);
        if (commit is null)
        {
            warn(NotHere(request.Target, "the merge base is not in this clone").Diagnostic with
            {
                Severity = Severity.Warning,
                Fact = $"the base of {request.Name} cannot be told, so the check is judged against the stored baseline",
            });
        }

        // It would be judged against itself, and be green whatever the pull request does.
        return commit is null ? null
            : await Git.CommitAsync(folder, "HEAD", cancellation) is { ExitCode: 0 } head && head.Output.Trim() == commit ? throw new PerfGateException(
                DiagnosticCode.PG3015, $"{request.Name} is not checked out: HEAD is its base, {commit[..7]}", null,
                "Check out the pull request's merge commit, which `pull_request` does by default and `pull_request_target` does not")
            : new CommitInfo(commit, IsDirty: false);
    }

    // The commit itself names its parents, also where they are not in this clone.
    private static async Task<IReadOnlyList<string>> ParentsAsync(string folder, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["cat-file", "commit", "HEAD"], cancellation) is { ExitCode: 0 } commit
            ? [.. commit.Output.Split('\n').TakeWhile(line => line.Length > 0).Where(line => line.StartsWith("parent ", StringComparison.Ordinal)).Select(line => line["parent ".Length..].Trim())]
            : [];

    private static async Task<string?> SymbolicAsync(string folder, string name, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["rev-parse", "--symbolic-full-name", "--verify", "--quiet", "--end-of-options", name], cancellation) is { ExitCode: 0 } full ? full.Output.Trim() : null;

    private static async Task<string?> MergeBaseAsync(string folder, string other, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["merge-base", "HEAD", other], cancellation) is { ExitCode: 0 } found && found.Output.Trim() is { Length: > 0 } commit ? commit : null;

    private static PerfGateException NotHere(string name, string evidence) => new(
        DiagnosticCode.PG3015, $"where this branch left '{name}' cannot be told", evidence,
        "Check out the pull request's merge commit, or the whole history: `git fetch --unshallow`");
}
