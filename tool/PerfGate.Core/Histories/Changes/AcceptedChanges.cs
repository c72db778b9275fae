using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Histories.Changes;

/// <summary>What was accepted in the sessions of a history.</summary>
internal sealed class AcceptedChanges
{
    private readonly ILookup<(BenchmarkId Id, string Metric), (int Session, AcceptedRegression Accepted)> _accepted;

    private AcceptedChanges(ILookup<(BenchmarkId Id, string Metric), (int Session, AcceptedRegression Accepted)> accepted) => _accepted = accepted;

    /// <summary>Gathers what the sessions of a history say.</summary>
    public static AcceptedChanges Of(HistoryLine line) => Of(line.Sessions.Index().SelectMany(session => session.Item.Accepted.Select(accepted =>
        (session.Index, accepted with { Id = line.NameNow(session.Index, accepted.Id) }))));

    /// <summary>Gathers what stored sessions say, at their places in a history.</summary>
    public static AcceptedChanges Of(HistoryLine line, IEnumerable<SuiteRun> stored) => Of(stored.SelectMany(run => run.Provenance.Accepted.Select(accepted => (PlaceOf(run.Provenance, line), accepted))));

    private static AcceptedChanges Of(IEnumerable<(int Session, AcceptedRegression Accepted)> pairs) => new(pairs.ToLookup(pair => (pair.Accepted.Id, pair.Accepted.Metric)));

    // At its commit; else before the commits that came after it was measured.
    private static int PlaceOf(RunProvenance provenance, HistoryLine line)
    {
        var sessions = line.Sessions;
        for (var i = sessions.Length - 1; i >= 0; i--)
        {
            if (sessions[i].Commit is { IsDirty: false } commit && commit.Hash == provenance.Commit?.Hash)
            {
                return i;
            }
        }

        return Math.Min(sessions.Length - 1, sessions.Count(session => session.At <= provenance.MeasuredAt));
    }

    /// <summary>What a change for the worse is accepted with in the configuration; null where it is not, is larger, or came from zero.</summary>
    public static AcceptedRegression? By(GatePolicy policy, HistoryChange change, HistoryLine line) =>
        change.Share is { } share && change.IsWorse
        && policy.Accepted.FirstOrDefault(a => a.Until >= policy.Today && a.UpTo >= share && a.Covers(change.Series.Id, change.Series.Metric.Name)) is { } accepted
            ? new AcceptedRegression(
                change.Series.Id, change.Series.Metric.Name, share, accepted.Reason, accepted.By ?? "perfgate.json",
                accepted.Since ?? DateOnly.FromDateTime(line.Sessions[change.After].At.UtcDateTime), accepted.Until)
            : null;

    /// <summary>What a change for the worse was accepted with: at its session, or before the series changed again. Null where it was not.</summary>
    /// <param name="change">The change.</param>
    /// <param name="next">The session at which the series changed again.</param>
    public AcceptedRegression? For(HistoryChange change, int next) => !change.IsWorse ? null
        : _accepted[(change.Series.Id, change.Series.Metric.Name)].Where(pair => pair.Session >= (change.IsCreep ? change.Before : change.After) && pair.Session < next).Select(pair => pair.Accepted).FirstOrDefault();
}
