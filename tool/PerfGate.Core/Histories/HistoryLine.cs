using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Histories;

/// <summary>The sessions of one suite on one machine, whose values may be compared.</summary>
public sealed record HistoryLine
{
    private readonly NamesOfNow _names;

    /// <summary>Checks and keeps sessions.</summary>
    /// <param name="sessions">The sessions in order; at least one.</param>
    /// <param name="nameNow">The name that a benchmark has now; null where none was renamed.</param>
    /// <exception cref="ArgumentException">There is none, or they are of several machines or suites.</exception>
    public HistoryLine(ImmutableArray<HistorySession> sessions, Func<BenchmarkId, BenchmarkId>? nameNow = null)
    {
        if (sessions.IsDefaultOrEmpty || sessions.Any(session => session.Environment != sessions[0].Environment || session.Suite != sessions[0].Suite))
        {
            throw new ArgumentException("the sessions of a line are of one machine and one suite", nameof(sessions));
        }

        Sessions = sessions;
        _names = new NamesOfNow(sessions, nameNow);
        var series = new Dictionary<(BenchmarkId, Metric), ImmutableArray<HistoryPoint>.Builder>();
        foreach (var (i, session) in sessions.Index())
        {
            foreach (var value in session.Values)
            {
                var key = (NameNow(i, value.Id), value.Metric);
                if (!series.TryGetValue(key, out var points))
                {
                    series[key] = points = ImmutableArray.CreateBuilder<HistoryPoint>();
                }

                points.Add(new HistoryPoint(i, value));
            }
        }

        Series = [.. series.Select(pair => new HistorySeries(pair.Key.Item1, pair.Key.Item2, pair.Value.ToImmutable()))
            .OrderBy(s => s.Id).ThenBy(s => s.Metric.Name, StringComparer.Ordinal)];
    }

    /// <summary>The sessions, the oldest source first.</summary>
    public ImmutableArray<HistorySession> Sessions { get; }

    /// <summary>What was measured, by benchmark and metric. A benchmark that was renamed is one, by its name of now. A metric that changed its unit, direction or kind is another one.</summary>
    public ImmutableArray<HistorySeries> Series { get; private init; }

    /// <summary>The suite's name.</summary>
    public string Suite => Sessions[0].Suite;

    /// <summary>The environment's key.</summary>
    public EnvironmentKey Environment => Sessions[0].Environment;

    /// <summary>The machine in words, as the last session tells it.</summary>
    public string Machine => Sessions[^1].Machine;

    /// <summary>The name that a benchmark of a session has in <see cref="Series"/>.</summary>
    internal BenchmarkId NameNow(int session, BenchmarkId id) => _names.Of(session, id);

    /// <summary>The same sessions with some of the series only.</summary>
    public HistoryLine Where(Func<HistorySeries, bool> isChosen) => this with { Series = [.. Series.Where(isChosen)] };

    /// <inheritdoc/>
    public bool Equals(HistoryLine? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Environment, Suite, Sessions.Length);
}
