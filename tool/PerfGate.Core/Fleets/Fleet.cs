using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Histories;

namespace PerfGate.Fleets;

/// <summary>The models of machine that the runners of one label had for one suite.</summary>
/// <param name="Runner">The label; empty where nobody told.</param>
/// <param name="Suite">The suite's name.</param>
/// <param name="Models">The models, the most frequent first; at least one.</param>
public sealed record Fleet(string Runner, string Suite, ImmutableArray<FleetModel> Models)
{
    /// <summary>How many sessions all models measured.</summary>
    public int Runs => Models.Sum(model => model.Runs);

    /// <summary>The share of the sessions whose model has a baseline, in [0, 1].</summary>
    public double Covered => Models.Where(model => model.HasBaseline).Sum(model => model.Runs) / (double)Runs;

    /// <summary>The fleets that a history has seen, by label and suite.</summary>
    /// <param name="sessions">The sessions. What was imported, and old commits that were measured later, say nothing of how often a runner comes.</param>
    /// <param name="baselines">Every stored baseline.</param>
    public static IReadOnlyList<Fleet> Of(IEnumerable<HistorySession> sessions, IReadOnlyList<Baseline> baselines)
    {
        var stored = baselines.SelectMany(baseline => baseline.Sessions).Select(session => (session.Suite, session.Environment.Key)).ToHashSet();
        return
        [
            .. sessions.Where(session => session.Origin is HistoryOrigin.Check or HistoryOrigin.Run or HistoryOrigin.BaselineUpdate)
                .GroupBy(session => (session.Runner, session.Suite))
                .OrderBy(group => group.Key.Runner, StringComparer.Ordinal).ThenBy(group => group.Key.Suite, StringComparer.Ordinal)
                .Select(group => new Fleet(group.Key.Runner, group.Key.Suite,
                [
                    .. group.GroupBy(session => session.Environment)
                        .Select(model => new FleetModel(
                            model.Key, model.MaxBy(session => session.MeasuredAt)!.Machine, model.Count(), model.Max(session => session.MeasuredAt),
                            stored.Contains((group.Key.Suite, model.Key))))
                        .OrderByDescending(model => model.Runs).ThenBy(model => model.Environment.Value, StringComparer.Ordinal),
                ])),
        ];
    }
}
