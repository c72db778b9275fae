using System.Globalization;
using PerfGate.Histories;
using PerfGate.Results;

namespace PerfGate.Tool.Measuring;

/// <summary>What git says of a commit, for a history that is read where the repository may not be.</summary>
internal static class CommitDetails
{
    private const char Separator = '\u001f';

    /// <summary>The commit with its subject and its time; without them where git does not know it.</summary>
    public static async Task<HistoryCommit?> OfAsync(string folder, CommitInfo? commit, CancellationToken cancellation)
    {
        if (commit is null)
        {
            return null;
        }

        var log = await Git.RunAsync(folder, ["log", "-1", "--no-show-signature", $"--format=%cI{Separator}%s", "--end-of-options", commit.Hash], cancellation);
        return log is { ExitCode: 0 } && log.Output.Split(Separator, 2) is [var time, var subject]
            && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var committedAt)
            ? new HistoryCommit(commit.Hash, subject.Trim(), commit.IsDirty, committedAt)
            : new HistoryCommit(commit.Hash, "", commit.IsDirty);
    }
}
