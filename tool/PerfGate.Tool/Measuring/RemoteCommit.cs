namespace PerfGate.Tool.Measuring;

/// <summary>Fetches one commit that a clone does not have, as shallow clones do not.</summary>
internal static class RemoteCommit
{
    private const string Usual = "origin";

    /// <summary>Fetches a commit, and as little else as can be: a shallow clone stays one, and one that is whole does not become shallow.</summary>
    /// <param name="folder">A folder of the repository.</param>
    /// <param name="hash">The commit's whole hash.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Why it could not be fetched; null where it is there now.</returns>
    public static async Task<string?> FetchAsync(string folder, string hash, CancellationToken cancellation)
    {
        var remotes = await Git.RunAsync(folder, ["remote"], cancellation) is { ExitCode: 0 } list
            ? list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
        if (remotes.Length == 0)
        {
            return "there is no remote to fetch it from";
        }

        var isShallow = await Git.RunAsync(folder, ["rev-parse", "--is-shallow-repository"], cancellation) is { ExitCode: 0 } shallow && shallow.Output.Trim() == "true";
        var fetched = await Git.RunAsync(
            folder,
            ["fetch", "--quiet", "--no-tags", .. isShallow ? (string[])["--depth=1"] : [], "--end-of-options", remotes.Contains(Usual) ? Usual : remotes[0], hash],
            cancellation);
        return fetched is { ExitCode: 0 } ? null : fetched?.All ?? "there is no git";
    }
}
