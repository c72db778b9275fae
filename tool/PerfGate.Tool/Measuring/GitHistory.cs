using PerfGate.Baselines;
using PerfGate.Machines;

namespace PerfGate.Tool.Measuring;

/// <summary>How much of its history a repository has here.</summary>
/// <param name="IsShallow">Whether it is a part only.</param>
/// <param name="Known">Which of the commits asked for it has.</param>
internal sealed record GitHistory(Reading<bool> IsShallow, IReadOnlySet<string> Known)
{
    /// <summary>Asks git for the commits of baselines.</summary>
    public static async Task<GitHistory> LookAsync(string folder, IEnumerable<Baseline> baselines, CancellationToken cancellation)
    {
        var shallow = await Git.RunAsync(folder, ["rev-parse", "--is-shallow-repository"], cancellation);
        if (shallow is not { ExitCode: 0 })
        {
            return new GitHistory(new Unread(shallow is null ? "there is no git" : "this is no git repository"), new HashSet<string>());
        }

        var known = new HashSet<string>();
        foreach (var commit in baselines.SelectMany(b => b.Sessions).Select(s => s.Provenance.Commit?.Hash).OfType<string>().Distinct())
        {
            if (await Git.CommitAsync(folder, commit, cancellation) is { ExitCode: 0 })
            {
                known.Add(commit);
            }
        }

        return new GitHistory(shallow.Output.Trim() == "true", known);
    }
}
