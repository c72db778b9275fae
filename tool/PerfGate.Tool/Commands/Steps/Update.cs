using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Stores new sessions: what was measured, or what shards measured, but no regression that nobody accepted.</summary>
/// <param name="measurement">The suites.</param>
/// <param name="byName">What is accepted.</param>
/// <param name="confirm">Whether suspects may be measured again.</param>
/// <param name="context">Where to speak.</param>
internal sealed class Update(Measurement measurement, AcceptedByName byName, bool confirm, CommandContext context)
{
    private readonly Measurement _measurement = measurement with { AsksForInputs = true };

    /// <summary>Measures the suites and stores them.</summary>
    public async Task<ExitCode> OfMeasuredAsync(CancellationToken cancellation)
    {
        // Before anything is measured: a corrupt baseline is not to be overwritten unseen.
        _ = _measurement.Store.LoadAll();
        await SayOfWhatAsync(cancellation);
        var runs = await _measurement.RunAsync(context, cancellation);
        if (RunCommand.FailuresOf(runs, context))
        {
            return ExitCode.SuiteFailed;
        }

        // While it was measured, others may have stored theirs.
        var stored = _measurement.Store.LoadAll();
        IReadOnlyList<NewSession> sessions = [.. runs.Select(run => new NewSession(run, FiltersOf(run.Suite), []))];
        return await DecideAsync(sessions, stored, await JudgeAsync(sessions, stored, ConfirmMeasuredAsync, cancellation), cancellation);
    }

    /// <summary>Stores what the shards of a run measured.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="folder">Where the shards' files are; null for the store.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG2080 to PG2085: they are not one whole run. PG2089: no model of machine measured the whole of a suite.</exception>
    public async Task<ExitCode> OfShardsAsync(string id, string? folder, CancellationToken cancellation)
    {
        var stored = _measurement.Store.LoadAll();
        var shards = await JoinedShards.ReadAsync(id, folder, _measurement, cancellation);
        foreach (var note in shards.Notes())
        {
            context.Write(note);
        }

        var sessions = ShardSessions.Of(shards, stored, _measurement, context.Write);
        var policy = _measurement.Config.Policy;
        var confirming = new ShardConfirming(
            _measurement with { IsMeasuredElsewhere = true }, policy, new NotHere(confirm, shards.Head, shards.Commit, target: null), new LaunchPlanner(stopsEarly: true, budget: null), context);
        var result = await JudgeAsync(sessions, stored, async (inputs, screen, cancellation) =>
        {
            var screened = confirming.Screened(inputs);
            return (screened, await confirming.ConfirmAsync(screened, cancellation));
        }, cancellation);
        return await DecideAsync(sessions, stored, result, cancellation);
    }

    private async Task<ExitCode> DecideAsync(IReadOnlyList<NewSession> sessions, IReadOnlyList<Baseline> stored, GateResult? result, CancellationToken cancellation)
    {
        var decision = new UpdateDecision(
            result, byName, await Git.UserAsync(_measurement.Folder, cancellation), _measurement.Config.Policy.Today);
        foreach (var diagnostic in decision.Diagnostics)
        {
            context.Write(diagnostic);
        }

        if (decision.IsRefused)
        {
            return decision.Diagnostics.Where(d => d.Severity == Severity.Error).Max(d => d.Code.ToExitCode());
        }

        sessions = [.. sessions.Select(session => session with
        {
            Run = session.Run.WithProvenance(session.Run.Provenance with { Accepted = [.. decision.Accepted.Where(a => session.Run.Benchmarks.Contains(a.Id))] }),
        })];
        Store(sessions, stored);
        await HistoryKeeping.AddAsync(sessions.Select(session => session.Run), HistoryOrigin.BaselineUpdate, _measurement, context, cancellation);
        return ExitCode.Passed;
    }

    // Before minutes are spent on a baseline against which nothing can be confirmed.
    private async Task SayOfWhatAsync(CancellationToken cancellation)
    {
        foreach (var suite in _measurement.Suites)
        {
            if (await _measurement.SourceAsync(_measurement.Folder, suite, cancellation) is { Commit.IsDirty: true } state)
            {
                context.Write(Diagnostic.Warning(
                    DiagnosticCode.PG3018, $"the baseline of suite '{suite.Name}' will be of changes that are not committed, so no later suspect can be confirmed against it",
                    state.Changed.Count == 0 ? "git cannot tell what changed" : Format.Some([.. state.Changed.Select(path => Path.GetRelativePath(_measurement.Folder, path).Replace('\\', '/'))]),
                    "Commit or ignore them, then run `dotnet perfgate baseline update` again"));
            }
        }

        if (await Git.TopAsync(_measurement.Folder, cancellation) is not null && await Git.CommitAsync(_measurement.Folder, "HEAD", cancellation) is { ExitCode: not 0 })
        {
            context.Write(Diagnostic.Warning(
                DiagnosticCode.PG3018, "the baseline will be of no commit, so no later suspect can be confirmed against it", "this repository has no commit yet",
                "Commit first, then run `dotnet perfgate baseline update` again"));
        }
    }

    // Against the newest session alone: an anchor is there to be judged against by every check, and moves with none.
    private async Task<GateResult?> JudgeAsync(
        IReadOnlyList<NewSession> sessions, IReadOnlyList<Baseline> stored,
        Func<IReadOnlyList<GateInput>, GateResult, CancellationToken, Task<(IReadOnlyList<GateInput> Inputs, IReadOnlyList<Confirmation> Confirmations)>> confirmAsync, CancellationToken cancellation)
    {
        IReadOnlyList<GateInput> inputs =
        [
            .. sessions.Select(session => session.Against(Earlier(session.Run, stored)?.WithAnchor(null, _ => true).ForSuite(session.Run.Suite)))
                .Where(input => input.Baseline is not null),
        ];
        if (inputs.Count == 0)
        {
            return null;
        }

        var (judged, confirmations) = await confirmAsync(inputs, Gate.Judge(inputs, _measurement.Config.Policy), cancellation);
        return Gate.Judge(judged, _measurement.Config.Policy, confirmations);
    }

    private async Task<(IReadOnlyList<GateInput>, IReadOnlyList<Confirmation>)> ConfirmMeasuredAsync(IReadOnlyList<GateInput> inputs, GateResult screen, CancellationToken cancellation)
    {
        var policy = _measurement.Config.Policy;
        return (inputs, confirm
            ? await Confirming.ConfirmAsync(screen, inputs, _measurement, policy, new LaunchPlanner(stopsEarly: true, budget: null), context, cancellation)
            : await Repeating.MeasureAsync(screen.Suspects, [.. inputs.Select(input => input.AsJudged(policy))], isOfAnchor: false, _measurement, policy, context, cancellation));
    }

    private void Store(IReadOnlyList<NewSession> sessions, IReadOnlyList<Baseline> stored)
    {
        foreach (var environment in sessions.GroupBy(session => session.Run.Environment.Key))
        {
            var judged = Earlier(environment.First().Run, stored);
            context.Progress.Say($"stored {_measurement.Store.Update(environment.Key, now =>
            {
                RefuseChanged(environment.Select(session => session.Run.Suite), judged, now);
                return environment.Aggregate(now is null ? null : Renaming.Map(now, _measurement.Config.Policy.Renames), Add)!;
            })}");
        }
    }

    // What was found to be no regression was that against what was stored then.
    private void RefuseChanged(IEnumerable<string> suites, Baseline? judged, Baseline? now)
    {
        foreach (var suite in suites.Where(suite => TextOf(judged, suite) != TextOf(now, suite)))
        {
            throw new PerfGateException(
                DiagnosticCode.PG5002, $"the baseline of suite '{suite}' was changed while it was measured, so nothing was stored", _measurement.Store.Place,
                "Update it again: what is measured has to be judged against what is stored now");
        }

        static string TextOf(Baseline? baseline, string suite) => baseline?.ForSuite(suite) is { } stored ? MeasurementsWriter.Write(stored) : "";
    }

    private static Baseline? Earlier(SuiteRun run, IReadOnlyList<Baseline> stored) =>
        stored.FirstOrDefault(b => b.Environment.Key == run.Environment.Key);

    private Baseline Add(Baseline? baseline, NewSession session) => baseline is null
        ? new Baseline([session.Run])
        : baseline.With(session.Run, session.IsAsked, _measurement.Config.Baselines.Sessions);

    private IReadOnlyList<Glob> FiltersOf(string suite) =>
        [.. _measurement.FiltersOf(_measurement.Suites.Single(s => s.Name == suite)).Select(filter => new Glob(filter))];
}
