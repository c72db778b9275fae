using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Renames;

/// <summary>
/// <c>--job A=B</c>: judges the candidate's job B against the base's job A. Jobs hold spaces, commas and equals signs themselves, so the text
/// is parted where it makes two jobs that are there.
/// </summary>
public static class JobOption
{
    /// <summary>Reads one option.</summary>
    /// <param name="text">The option's value.</param>
    /// <param name="theirs">The jobs of the base; the default one is an empty text.</param>
    /// <param name="ours">The jobs of the candidate.</param>
    /// <exception cref="PerfGateException">PG1001: it names no two jobs that are there, or may mean several.</exception>
    public static Rename Read(string text, IReadOnlyCollection<string> theirs, IReadOnlyCollection<string> ours)
    {
        var meant = Meant(text, theirs, ours, (job, name) => job == name);
        meant = meant.Count > 0 ? meant : Meant(text, theirs, ours, JobNames.IsMeant);
        return meant switch
        {
            [var only] => only,
            [] => throw Wrong(text, "names no job of the base and one of the candidate", theirs, ours),
            _ => throw Wrong(text, $"may mean {string.Join(", or ", meant.Select(m => $"{m.From} and {m.To}"))}", theirs, ours),
        };
    }

    /// <summary>
    /// Sets aside what such options replace: a job of the base whose name another one takes, and a job of the candidate whose
    /// counterpart in the base was given to another one.
    /// </summary>
    public static (Baseline Baseline, IReadOnlyList<SuiteRun> Candidate) SetAside(
        IReadOnlyCollection<Rename> jobs, Baseline baseline, IReadOnlyList<SuiteRun> candidate)
    {
        var from = jobs.Select(job => job.From).ToHashSet();
        var to = jobs.Select(job => job.To).ToHashSet();
        return (
            new Baseline(baseline.Sessions.Select(session => session.Where(id => from.Contains(Rename.InBrackets(id.Job)) || !to.Contains(Rename.InBrackets(id.Job))))),
            [.. candidate.Select(run => run.Where(id => to.Contains(Rename.InBrackets(id.Job)) || !from.Contains(Rename.InBrackets(id.Job))))]);
    }

    private static List<Rename> Meant(string text, IEnumerable<string> theirs, IReadOnlyCollection<string> ours, Func<string, string, bool> isMeant) =>
    [
        .. from split in text.Index().Where(c => c.Item == '=').Select(c => c.Index)
           from before in theirs.Where(job => isMeant(job, NameOf(text[..split])))
           from now in ours.Where(job => isMeant(job, NameOf(text[(split + 1)..])))
           select Rename.OfJob(before, now),
    ];

    // Brackets may stand around a job, as behind a benchmark's name.
    private static string NameOf(string text) => text.Trim() is var name && name.StartsWith('[') && name.EndsWith(']') ? NameOf(name[1..^1])
        : name == Rename.DefaultJob ? ""
        : name;

    private static PerfGateException Wrong(string text, string what, IReadOnlyCollection<string> theirs, IReadOnlyCollection<string> ours)
    {
        string Shown(string job) => Rename.InBrackets(job)[1..^1];
        var nearest = Nearest.To(text, theirs.SelectMany(_ => ours, (before, now) => $"{Shown(before)}={Shown(now)}"));
        return new PerfGateException(
            DiagnosticCode.PG1001, $"--job '{text}' {what}",
            $"base: {Format.Some([.. theirs.Select(Rename.InBrackets)])}; candidate: {Format.Some([.. ours.Select(Rename.InBrackets)])}",
            nearest is null ? "Give the base's job and the candidate's, as they stand behind the names" : $"Did you mean --job '{nearest}'?");
    }
}
