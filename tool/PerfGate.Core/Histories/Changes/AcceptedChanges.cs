using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Histories.Changes;

/// <summary>What was accepted in the sessions of a history.</summary>
internal sealed class AcceptedChanges
{
    private readonly ILookup<(BenchmarkId Id, string Metric), (int Session, AcceptedRegression Accepted)> _accepted;

    private AcceptedChanges(ILookup<(BenchmarkId Id, string Metric), (int Session, AcceptedRegression Accepted)> accepted) => _accepted = accepted;

    /// <summary>Gathers it.</summary>
    public static AcceptedChanges Of(HistoryLine line) => new(line.Sessions.Index()
        .SelectMany(session => session.Item.Accepted.Select(accepted => (session.Index, accepted)))
        .ToLookup(pair => (pair.accepted.Id, pair.accepted.Metric), pair => (pair.Index, pair.accepted)));

    /// <summary>What a change for the worse was accepted with: at its session, or before the series changed again. Null where it was not.</summary>
    /// <param name="change">The change.</param>
    /// <param name="next">The session at which the series changed again.</param>
    public AcceptedRegression? For(HistoryChange change, int next) => !change.IsWorse ? null
        : _accepted[(change.Series.Id, change.Series.Metric.Name)].Where(pair => pair.Session >= (change.IsCreep ? change.Before : change.After) && pair.Session < next).Select(pair => pair.Accepted).FirstOrDefault();
}
