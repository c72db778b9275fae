using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Policies;
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
        var shards = await JoinedShards.ReadAsync(id, folder, measurement, cancellation);
        var confirming = new ShardConfirming(measurement, policy, new NotHere(confirms, shards.Head, shards.Commit, measurement.Base), planner, context);
        var inputs = confirming.Screened(ShardInputs.Of(shards.Groups, baselines, new CalibrationStore(measurement.Store.Documents).LoadAll(), measurement));
        inputs = [inputs[0] with { Candidate = inputs[0].Candidate.WithNotes(shards.Notes()) }, .. inputs.Skip(1)];
        inputs = Unasked.Note(await OwnJudge.NoteAsync(inputs, measurement, policy, cancellation), measurement, policy);
        var screen = Gate.Judge(inputs, policy);
        if (screen.Outcome == Outcome.Failed)
        {
            return screen;
        }

        await HistoryKeeping.AddAsync(inputs.Select(input => input.Candidate), HistoryOrigin.Check, measurement, context, cancellation);
        return screen.Suspects.Any() ? Gate.Judge(inputs, policy, await confirming.ConfirmAsync(inputs, cancellation)) : screen;
    }
}
