using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Sharding;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Judges the shards of a run as one build, with its whole alpha.</summary>
/// <param name="measurement">The suites that are to be there.</param>
/// <param name="policy">How to judge.</param>
/// <param name="context">Where to speak.</param>
internal sealed class ShardJudging(Measurement measurement, GatePolicy policy, CommandContext context)
{
    /// <summary>Judges.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="folder">Where the shards' files are; null for the store.</param>
    /// <param name="confirms">Whether suspects may be measured again here.</param>
    /// <param name="planner">How.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG2080 to PG2085: the shards are not one whole run. PG3001: there is no baseline, and one is required.</exception>
    public async Task<GateResult> JudgeAsync(string id, string? folder, bool confirms, LaunchPlanner planner, CancellationToken cancellation)
    {
        // Where a check would measure the base of a pull request in turn, nothing can be here: then all would be new, and green.
        var baselines = Screening.LoadBaselines(measurement with { Base = null });
        var sessions = folder is null ? new RunStore(measurement.Store.Documents).LoadShards(id) : ShardFiles.Read(folder, id);
        var head = await Git.CommitAsync(measurement.Folder, "HEAD", cancellation) is { ExitCode: 0 } found ? new CommitInfo(found.Output.Trim(), IsDirty: false) : null;
        var groups = ShardedRun.Join(id, sessions, folder ?? measurement.Store.Place, head);
        RefuseOtherSuites(id, groups);
        groups = [.. groups.Where(group => measurement.Suites.Any(suite => suite.Name == group.Run.Suite))];
        var inputs = ShardInputs.Of(groups, baselines, new CalibrationStore(measurement.Store.Documents).LoadAll(), measurement);
        var whyNot = new NotHere(confirms, head, sessions[0].Provenance.Commit, measurement.Base);
        inputs = [.. inputs.Select(input => input with { IsScreen = whyNot.Of(input) is null })];
        inputs = [inputs[0] with { Candidate = inputs[0].Candidate.WithNotes(NotesOf(id, groups)) }, .. inputs.Skip(1)];
        inputs = Unasked.Note(await OwnJudge.NoteAsync(inputs, measurement, policy, cancellation), measurement, policy);
        var screen = Gate.Judge(inputs, policy);
        if (screen.Outcome == Outcome.Failed)
        {
            return screen;
        }

        await HistoryKeeping.AddAsync(inputs.Select(input => input.Candidate), HistoryOrigin.Check, measurement, context, cancellation);
        return screen.Suspects.Any() ? Gate.Judge(inputs, policy, await ConfirmAsync(inputs, whyNot, planner, cancellation)) : screen;
    }

    // Both ways of confirming share the error, by how much each of them has to judge, which is known before anything is.
    private async Task<IReadOnlyList<Confirmation>> ConfirmAsync(IReadOnlyList<GateInput> inputs, NotHere whyNot, LaunchPlanner planner, CancellationToken cancellation)
    {
        var all = inputs.Sum(input => input.Candidate.Benchmarks.Length);
        GatePolicy Part(IEnumerable<GateInput> some) => policy with { Alpha = policy.Alpha * some.Sum(input => input.Candidate.Benchmarks.Length) / all };
        var confirmations = new List<Confirmation>();
        IReadOnlyList<GateInput> here = [.. inputs.Where(input => input.IsScreen)];
        if (here.Count > 0 && Gate.Judge(here, Part(here)) is var screen && screen.Suspects.Any())
        {
            confirmations.AddRange(await Confirming.ConfirmAsync(screen, here, measurement, Part(here), planner, context, cancellation));
        }

        foreach (var elsewhere in inputs.Where(input => !input.IsScreen).GroupBy(input => whyNot.Of(input)!))
        {
            IReadOnlyList<GateInput> there = [.. elsewhere];
            confirmations.AddRange(Confirming.Without(elsewhere.Key, there, Part(there)));
        }

        return confirmations;
    }

    private void RefuseOtherSuites(string id, IReadOnlyList<ShardGroup> groups)
    {
        var measured = groups.Select(group => group.Run.Suite).ToHashSet();
        if (measurement.Suites.Select(suite => suite.Name).Where(name => !measured.Contains(name)).ToList() is { Count: > 0 } missing)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2080, $"suite '{missing[0]}' is in no shard of run '{id}'", $"they measured {Format.Some([.. measured])}", "Measure it, too: give `run --shard` and `check --run` the same --suite");
        }

        if (measured.Except(measurement.Config.Suites.Select(suite => suite.Name)).FirstOrDefault() is { } unknown)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2084, $"run '{id}' measured suite '{unknown}', which perfgate.json does not name", measurement.ConfigPath, "Judge with the perfgate.json that the shards were measured with");
        }
    }

    private static IEnumerable<Diagnostic> NotesOf(string id, IReadOnlyList<ShardGroup> groups)
    {
        if (groups[0].Run.Provenance.Commit is not { IsDirty: false } commit)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG2087, $"whether all shards of run '{id}' measured the same source cannot be told",
                groups[0].Run.Provenance.Commit is null ? "they know no commit" : $"commit {groups[0].Run.Provenance.Commit!.Short} with changes that are not committed", "Measure shards of a clean commit");
        }

        if (groups.GroupBy(group => group.Run.Environment.Key).ToList() is { Count: > 1 } models)
        {
            yield return new Diagnostic(
                DiagnosticCode.PG2088, Severity.Note, $"run '{id}' was measured on {models.Count} models of machine, each judged against its own baseline",
                string.Join("; ", models.Select(model => $"shards {string.Join(", ", model.SelectMany(group => group.Shards).Distinct().Order())}: {model.First().Run.Environment}")),
                "`dotnet perfgate fleet` shows which of them have a baseline");
        }
    }
}
