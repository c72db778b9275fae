using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>The history of another clone: what it has is joined with what is here, and neither loses a session.</summary>
/// <param name="folder">A folder of the repository.</param>
/// <param name="remote">The remote's name or address; null for origin, or the only one there is.</param>
internal sealed class HistoryRemote(string folder, string? remote)
{
    private const string Usual = "origin";
    private const string Fetched = "refs/perfgate/fetched";
    private const int MostAttempts = 20;

    private readonly HistoryRef _ours = new(folder);

    /// <summary>Fetches their history and takes it in.</summary>
    /// <returns>How many sessions were new here; null where they have no history yet.</returns>
    /// <exception cref="PerfGateException">PG5014: the remote cannot be reached, or read. PG5013, PG5015: as of <see cref="HistoryRef"/>.</exception>
    public async Task<int?> PullAsync(CancellationToken cancellation)
    {
        await _ours.TipAsync(cancellation);
        var name = await NameAsync(cancellation);
        return await TipOfAsync(name, cancellation) is null ? null : await TakeInAsync(name, cancellation);
    }

    /// <summary>Gives them what is here, after taking in what they have. Where somebody else was quicker, it does both again.</summary>
    /// <exception cref="PerfGateException">PG5014: the remote does not take it. PG5013, PG5015: as of <see cref="HistoryRef"/>, also where there is nothing to push.</exception>
    public async Task PushAsync(CancellationToken cancellation)
    {
        if (await _ours.TipAsync(cancellation) is null)
        {
            throw new PerfGateException(
                DiagnosticCode.PG5015, "there is no history to push", HistoryRef.Name,
                """Set "history": true in perfgate.json and run a check, or begin one with `dotnet perfgate history import PATH`""");
        }

        var name = await NameAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var theirs = await TipOfAsync(name, cancellation);
            if (theirs is not null)
            {
                await TakeInAsync(name, cancellation);
            }

            // Hooks are there for what people push.
            var pushed = await Git.RunAsync(folder, ["push", "--quiet", "--no-verify", "--end-of-options", name, $"{HistoryRef.Name}:{HistoryRef.Name}"], cancellation);
            if (pushed is { ExitCode: 0 })
            {
                return;
            }

            // Refused because somebody was quicker, or whatever comes?
            if (attempt == MostAttempts || await TipOfAsync(name, cancellation) == theirs)
            {
                throw new PerfGateException(
                    DiagnosticCode.PG5014, $"'{name}' does not take the history", pushed?.All ?? "there is no git",
                    $"Who pushes needs the right to write to {HistoryRef.Name}; in CI, that of contents, on a branch and not in a pull request. What is here is unchanged");
            }
        }
    }

    private async Task<int> TakeInAsync(string name, CancellationToken cancellation)
    {
        var fetched = await Git.RunAsync(folder, ["fetch", "--quiet", "--no-tags", "--end-of-options", name, $"+{HistoryRef.Name}:{Fetched}"], cancellation);
        return fetched is { ExitCode: 0 } && await _ours.HashOfAsync(Fetched, cancellation) is { } theirs
            ? await _ours.MergeAsync(theirs, cancellation)
            : throw Unreachable(name, fetched?.All);
    }

    private async Task<string?> TipOfAsync(string name, CancellationToken cancellation) =>
        await Git.RunAsync(folder, ["ls-remote", "--quiet", "--end-of-options", name, HistoryRef.Name], cancellation) is var list && list is { ExitCode: 0 }
            ? list.Output.Split('\t')[0] is { Length: > 0 } hash ? hash : null
            : throw Unreachable(name, list?.All);

    private async Task<string> NameAsync(CancellationToken cancellation)
    {
        if (remote is not null)
        {
            return remote;
        }

        var known = await Git.RunAsync(folder, ["remote"], cancellation) is { ExitCode: 0 } list
            ? list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
        return known.Contains(Usual) ? Usual
            : known is [var only] ? only
            : throw new PerfGateException(
                DiagnosticCode.PG5014, known.Length == 0 ? "this repository has no remote" : "it is not clear which remote is meant", known.Length == 0 ? null : string.Join(", ", known), "Name it: `dotnet perfgate history push REMOTE`");
    }

    private static PerfGateException Unreachable(string name, string? errors) => new(
        DiagnosticCode.PG5014, $"the history of '{name}' cannot be fetched", errors ?? "there is no git", "See `git ls-remote`: the name of the remote, the network, and the rights of who asks");
}
