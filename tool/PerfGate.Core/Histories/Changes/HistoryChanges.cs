using System.Collections.Immutable;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.ChangePoints;

namespace PerfGate.Histories.Changes;

/// <summary>Finds what changed in the history of one suite on one machine.</summary>
public static class HistoryChanges
{
    /// <summary>The share of unchanged histories, of whole suites, in which anything may be found.</summary>
    public const double Alpha = 0.01;

    /// <summary>The least change that is told, as a share.</summary>
    public const double LeastEffect = 0.02;

    // Of most of a suite, by about the same factor.
    private const double MostOfSuite = 2.0 / 3;
    private const int SmallestSuite = 5;
    private const double AboutTheSame = 0.05;

    /// <summary>Finds the changes.</summary>
    /// <param name="line">The sessions. Those of changes that were not committed are left out: no commit stands for what they measured.</param>
    /// <param name="alpha">The share of unchanged histories in which anything may be found, in (0, 1).</param>
    /// <param name="leastEffect">The least change that is told, as a share; not negative.</param>
    /// <returns>The changes, by benchmark and then in order.</returns>
    public static ImmutableArray<HistoryChange> Find(HistoryLine line, double alpha = Alpha, double leastEffect = LeastEffect)
    {
        var searched = line.Series.Select(series => Searched.Of(series, line, leastEffect)).ToList();
        var tested = searched.Where(s => s.IsTested).ToList();
        var ofOne = alpha / Math.Max(1, tested.Count);
        var adjusted = Holm.Adjust(InParallel.Select(tested, (s, _) => ChangeSearch.PValue(s.Logs, ofOne)), tested.Count);
        var changed = tested.Zip(adjusted).Where(pair => pair.Second <= alpha).Select(pair => pair.First).ToHashSet();
        var found = InParallel.Select(searched, (s, _) => s.IsExact ? s.ExactChanges(leastEffect) : changed.Contains(s) ? s.Changes(ofOne, leastEffect) : []);
        return WithCompany([.. found.SelectMany(changes => changes)], line);
    }

    /// <summary>Marks also what was accepted in stored baselines, where no session of the history says so: an update may have been another machine's, or older than the history.</summary>
    /// <param name="changes">The changes, as they were found.</param>
    /// <param name="line">The sessions that they were found in.</param>
    /// <param name="stored">The sessions of the baselines of the same suite and environment, by their names of now.</param>
    public static ImmutableArray<HistoryChange> Accept(ImmutableArray<HistoryChange> changes, HistoryLine line, IEnumerable<SuiteRun> stored)
    {
        var accepted = AcceptedChanges.Of(line, stored);
        return [.. changes.Select((change, i) => change with { Accepted = change.Accepted ?? accepted.For(change, NextOf(changes, i)) })];
    }

    /// <summary>Marks also what the configuration accepts for now: the last change of a series, if it is no larger.</summary>
    /// <param name="changes">The changes, as they were found.</param>
    /// <param name="line">The sessions that they were found in.</param>
    /// <param name="policy">What is accepted, and today; what has expired by then is not.</param>
    public static ImmutableArray<HistoryChange> Accept(ImmutableArray<HistoryChange> changes, HistoryLine line, GatePolicy policy) =>
        [.. changes.Select((change, i) => change.Accepted is null && NextOf(changes, i) == int.MaxValue ? change with { Accepted = AcceptedChanges.By(policy, change, line) } : change)];

    private static ImmutableArray<HistoryChange> WithCompany(ImmutableArray<HistoryChange> changes, HistoryLine line)
    {
        var accepted = AcceptedChanges.Of(line);
        var common = CommonPlaces(changes, line);
        return [.. changes.Select((change, i) => change with
        {
            Accepted = accepted.For(change, NextOf(changes, i)),
            Beside = change.IsCreep ? [] : [.. Beside(change, line, common)],
        })];
    }

    // Where the same series changed again, what is accepted there is of that change.
    private static int NextOf(ImmutableArray<HistoryChange> changes, int i) =>
        i + 1 < changes.Length && ReferenceEquals(changes[i + 1].Series, changes[i].Series) ? changes[i + 1].After : int.MaxValue;

    private static IEnumerable<string> Beside(HistoryChange change, HistoryLine line, IReadOnlyDictionary<int, double> common)
    {
        var (before, after) = (line.Sessions[change.Before], line.Sessions[change.After]);
        if (before.Harness != after.Harness && before.Harness.Length > 0 && after.Harness.Length > 0)
        {
            yield return $"{before.Harness} became {after.Harness} between the two sessions";
        }

        if (before.Machine != after.Machine)
        {
            yield return $"the machine was '{before.Machine}', and then '{after.Machine}'";
        }

        if (Launches(change.Series, change.Before) is var fewer && Launches(change.Series, change.After) is var more && (more >= 2 * fewer || fewer >= 2 * more) && change.PValue is not null)
        {
            yield return $"the session before has {Format.Count(fewer, "launch")}, and that after it {more}: the best of more is better";
        }

        if (change.Series.Metric == Metric.Time && common.TryGetValue(change.After, out var ratio) && IsAbout(change.Ratio, ratio))
        {
            yield return "most benchmarks of the suite changed by about the same factor here: sooner the machine or the harness than the code";
        }
    }

    private static int Launches(HistorySeries series, int session) => series.Points.First(point => point.Session == session).Value.Launches;

    private static Dictionary<int, double> CommonPlaces(ImmutableArray<HistoryChange> changes, HistoryLine line)
    {
        var times = line.Series.Count(series => series.Metric == Metric.Time);
        return times < SmallestSuite ? [] : changes.Where(change => !change.IsCreep && change.Series.Metric == Metric.Time)
            .GroupBy(change => change.After)
            .Select(place => (place.Key, Ratio: LaunchSummary.Median([.. place.Select(change => change.Ratio!.Value)]), Changes: place))
            .Where(place => place.Changes.Count(change => IsAbout(change.Ratio, place.Ratio)) > MostOfSuite * times)
            .ToDictionary(place => place.Key, place => place.Ratio);
    }

    private static bool IsAbout(double? ratio, double other) => Math.Abs(Math.Log((ratio ?? double.NaN) / other)) <= AboutTheSame;
}
