using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>Lists the commits between two.</summary>
internal static class CommitRange
{
    private const char Separator = '\u001f';

    /// <summary>The whole hash of a name.</summary>
    /// <exception cref="PerfGateException">PG3007: git does not know it.</exception>
    public static async Task<string> HashAsync(string folder, string name, CancellationToken cancellation) =>
        await Git.CommitAsync(folder, name, cancellation) is { ExitCode: 0 } known ? known.Output.Trim()
        : throw new PerfGateException(DiagnosticCode.PG3007, $"commit '{name}' is not in this repository", null, "Name a commit, branch or tag; in a shallow clone, fetch the history first: `git fetch --unshallow`");

    /// <summary>The commits after one, up to another, oldest first.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="good">Where to begin; not listed.</param>
    /// <param name="bad">Where to end; listed.</param>
    /// <param name="firstParent">Whether a merge is one step.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG1001: one does not come before the other.</exception>
    public static async Task<IReadOnlyList<KnownCommit>> OfAsync(string folder, string good, string bad, bool firstParent, CancellationToken cancellation)
    {
        if (await Git.RunAsync(folder, ["merge-base", "--is-ancestor", good, bad], cancellation) is not { ExitCode: 0 })
        {
            throw new PerfGateException(DiagnosticCode.PG1001, $"{good[..7]} does not come before {bad[..7]} in the history", null, "Name the good commit first: `dotnet perfgate bisect GOOD BAD`");
        }

        var list = await Git.RunAsync(
            folder, ["log", "--reverse", "--ancestry-path", .. firstParent ? (string[])["--first-parent"] : [], $"--format=%H{Separator}%s{Separator}%an{Separator}%as", $"{good}..{bad}"], cancellation);
        IReadOnlyList<KnownCommit> commits = [.. (list?.Output ?? "").Split('\n').Select(line => line.Split(Separator)).Where(parts => parts.Length == 4)
            .Select(parts => new KnownCommit(parts[0], parts[1], parts[2], parts[3]))];
        return commits.Count > 0 ? commits : throw new PerfGateException(
            DiagnosticCode.PG1001, $"there is no commit between {good[..7]} and {bad[..7]}", firstParent && good != bad ? "of the first parents" : null,
            good == bad ? "Name two commits" : "Add --all-commits, to walk into what was merged");
    }
}
