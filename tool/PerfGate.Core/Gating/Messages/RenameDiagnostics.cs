using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;

namespace PerfGate.Gating.Messages;

/// <summary>What is to be said of renames: one that does not do what it says would lose a benchmark, or hide another.</summary>
internal static class RenameDiagnostics
{
    /// <param name="inputs">The suites, with baselines as they are stored.</param>
    /// <param name="policy">The policy with the renames.</param>
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        var collisions = inputs.SelectMany(input => input.Baseline is { } b ? Renaming.Collisions(b, policy.Renames) : []).Distinct().ToList();
        if (collisions.Count > 0)
        {
            yield return Diagnostic.Error(
                DiagnosticCode.PG3008, $"the renames give two benchmarks of the baseline one name: '{collisions[0]}'", Format.Some(collisions),
                "Remove the rename whose new name the baseline has already; until then none is applied");
        }

        var ids = inputs.SelectMany(input => input.Baseline?.Sessions ?? []).SelectMany(session => session.Benchmarks).ToList();
        var (stored, jobs) = (ids.Select(id => id.MethodName).ToHashSet(), ids.Select(id => id.Job).ToHashSet());
        var names = stored;
        foreach (var rename in policy.Renames)
        {
            if (inputs.SelectMany(input => input.Candidate.Benchmarks).FirstOrDefault(id => StillRuns(id, rename, policy)) is { } still)
            {
                yield return Diagnostic.Error(
                    DiagnosticCode.PG3010, $"'{still}' still runs under the name that was renamed", $"\"from\": \"{rename.From}\", \"to\": \"{rename.To}\"",
                    rename.IsJob ? "Remove the rename from perfgate.json" : "Remove the rename from perfgate.json, or name the method that was renamed and not all of its type");
            }

            if (!policy.IsPart && stored.Count > 0 && !names.Any(name => rename.Forward(name) is not null) && !jobs.Any(job => rename.ForwardJob(job) is not null))
            {
                yield return NothingToRename(rename, isDone: stored.Any(name => rename.Back(name) is not null) || jobs.Any(job => Rename.InBrackets(job) == rename.To));
            }

            names = [.. names.Select(name => rename.Forward(name) ?? name)];
        }
    }

    // A job's name may be given to another one at the same time.
    private static bool StillRuns(BenchmarkId id, Rename rename, GatePolicy policy) => rename.IsJob
        ? rename.ForwardJob(id.Job) is not null && !policy.Renames.Any(other => other.To == rename.From)
        : rename.Forward(id.MethodName) is not null;

    private static Diagnostic NothingToRename(Rename rename, bool isDone) => new(
        DiagnosticCode.PG3009, isDone ? Severity.Note : Severity.Warning,
        isDone ? $"the baseline has the new name '{rename.To}' already" : $"the baseline has nothing that is called '{rename.From}'", null,
        isDone ? "Remove the rename from perfgate.json once no stored baseline has the old name" : rename.IsJob ? $"Give the job as it stands behind a benchmark's name, in brackets; the default one is {Rename.InBrackets("")}"
        : "Give the full name of a namespace, type or method as the baseline has it");
}
