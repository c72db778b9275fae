using PerfGate.Explaining;
using PerfGate.Results;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Explaining;

/// <summary>Lists what was changed between two states.</summary>
internal static class CommitChanges
{
    private const int Most = 200;
    private const char Record = '\u001e';
    private const char Separator = '\u001f';

    /// <summary>The commits after one, newest first, those that touch some files before all others; and before them what is not committed, if that touches them.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="reference">The other commit.</param>
    /// <param name="state">The last commit; null for the working tree.</param>
    /// <param name="files">The files that matter, relative to the repository, with slashes.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Empty where git cannot tell.</returns>
    public static async Task<IReadOnlyList<SourceChange>> BetweenAsync(string folder, string reference, string? state, IReadOnlySet<string> files, CancellationToken cancellation)
    {
        var log = await Git.RunAsync(
            folder, ["-c", "core.quotepath=false", "log", "--no-merges", $"--max-count={Most}", "--name-only", $"--format=%x1e%H%x1f%s%x1f", $"{reference}..{state ?? "HEAD"}"], cancellation);
        var commits = log is not { ExitCode: 0 } ? [] : log.Output.Split(Record).Select(record => record.Split(Separator)).Where(parts => parts.Length == 3)
            .Select(parts => new SourceChange(parts[0], parts[1], [.. parts[2].Split('\n').Where(files.Contains)])).ToList();
        var own = state is null ? await UncommittedAsync(folder, files, cancellation) : [];
        return [.. own.Count > 0 ? [new SourceChange("", "", [.. own])] : Array.Empty<SourceChange>(), .. commits.OrderByDescending(commit => commit.Files.Length > 0)];
    }

    private static async Task<IReadOnlyList<string>> UncommittedAsync(string folder, IReadOnlySet<string> files, CancellationToken cancellation) =>
        await Git.TopAsync(folder, cancellation) is { } top && await Git.CommitAsync(folder, "HEAD", cancellation) is { ExitCode: 0 } head
            ? [.. (await ChangedFiles.SinceAsync(folder, new CommitInfo(head.Output.Trim(), IsDirty: false), [], cancellation) ?? []).Select(path => Path.GetRelativePath(top, path).Replace('\\', '/')).Where(files.Contains)]
            : [];
}
