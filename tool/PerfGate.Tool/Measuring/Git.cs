using System.ComponentModel;
using PerfGate.Results;

namespace PerfGate.Tool.Measuring;

/// <summary>Asks git about the source that is measured.</summary>
internal static class Git
{
    /// <summary>The commit checked out around a folder; null without git or outside a repository.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="except">A folder whose changes do not count: baselines do not change what is measured.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task<CommitInfo?> CommitOfAsync(string folder, string except, CancellationToken cancellation)
    {
        try
        {
            var (exitCode, hash) = await ChildProcess.CaptureAsync("git", ["rev-parse", "--verify", "HEAD"], folder, cancellation);
            if (exitCode != 0)
            {
                return null;
            }

            var relative = Path.GetRelativePath(folder, except);
            var (_, changes) = await ChildProcess.CaptureAsync(
                "git", ["status", "--porcelain", "--", ":/", .. relative.StartsWith("..", StringComparison.Ordinal) ? [] : (string[])[$":(exclude){relative}"]],
                folder, cancellation);
            return new CommitInfo(hash.Trim(), changes.Trim().Length > 0);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
