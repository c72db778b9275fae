using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Baselines;

/// <summary>
/// What is remembered of one environment: sessions (runs of a suite, of different days or commits), in the order they were stored.
/// A benchmark is judged against the last session that measured it, whatever the clocks said.
/// </summary>
public sealed record Baseline
{
    /// <summary>Checks and keeps sessions.</summary>
    /// <exception cref="ArgumentException">There is none, or they come from different environments.</exception>
    public Baseline(IEnumerable<SuiteRun> sessions)
    {
        Sessions = [.. sessions];
        if (Sessions.IsEmpty)
        {
            throw new ArgumentException("a baseline needs at least one session", nameof(sessions));
        }

        if (Sessions.Any(session => !session.Environment.IsComparableTo(Environment)))
        {
            throw new ArgumentException("the sessions of a baseline come from one environment", nameof(sessions));
        }
    }

    /// <summary>The sessions, the newest last.</summary>
    public ImmutableArray<SuiteRun> Sessions { get; }

    /// <summary>Where they were measured, as the newest session tells it.</summary>
    public HostEnvironment Environment => Sessions[^1].Environment;

    /// <summary>The benchmarks that failed there and of which no session has a sample; none of a stored baseline.</summary>
    public IEnumerable<BenchmarkFailure> Failures =>
        Sessions.SelectMany(session => session.Failures).Where(failure => SessionOf(failure.Id) is null).DistinctBy(failure => failure.Id);

    /// <summary>What is known of one suite, or null if nothing is.</summary>
    public Baseline? ForSuite(string suite) =>
        Sessions.Where(session => session.Suite == suite).ToList() is { Count: > 0 } sessions ? new Baseline(sessions) : null;

    /// <summary>The sessions that are kept as the state of a release, or null if there are none.</summary>
    public Baseline? Anchor => Sessions.Where(IsAnchor).ToList() is { Count: > 0 } sessions ? new Baseline(sessions) : null;

    /// <summary>The newest session that measured a benchmark, or null if none did.</summary>
    public SuiteRun? SessionOf(BenchmarkId id) => Sessions.LastOrDefault(session => session.Benchmarks.Contains(id));

    /// <summary>The samples to judge against: of each benchmark, those of the newest session that has it.</summary>
    public IEnumerable<Measured> Reference =>
        Sessions.Reverse()
            .SelectMany((session, age) => session.Measured.Select(measured => (age, measured)))
            .GroupBy(entry => (entry.measured.Id, entry.measured.Metric.Name))
            .Select(group => group.MinBy(entry => entry.age).measured);

    /// <summary>
    /// Adds a session, and forgets what it was asked for and does not have any more: a benchmark removed on purpose. An
    /// anchor is kept beside the sessions that are counted.
    /// </summary>
    /// <param name="session">The new session; without failures.</param>
    /// <param name="isSelected">Whether the session was asked for a benchmark.</param>
    /// <param name="keep">How many sessions of each benchmark to keep, at least one.</param>
    public Baseline With(SuiteRun session, Func<BenchmarkId, bool> isSelected, int keep)
    {
        var now = session.Benchmarks.ToHashSet();
        var seen = new Dictionary<BenchmarkId, int>();
        var kept = new List<SuiteRun>();
        foreach (var s in Sessions.Append(session).Reverse())
        {
            var isThisSuite = s.Suite == session.Suite;
            var ids = s.Benchmarks
                .Where(id => !isThisSuite || now.Contains(id) || !isSelected(id))
                .Where(id => IsAnchor(s) || (seen[id] = seen.GetValueOrDefault(id) + 1) <= keep)
                .ToHashSet();
            kept.Add(ids.Count == s.Benchmarks.Length ? s : s.WithMeasured(s.Measured.Where(m => ids.Contains(m.Id))));
        }

        kept.Reverse();
        return new Baseline(kept.Where(s => !s.Measured.IsEmpty));
    }

    /// <summary>
    /// Makes what is judged against now the anchor, in the place of an earlier one: every session that is the newest of
    /// one of its benchmarks.
    /// </summary>
    /// <param name="name">The release's name, or null for no anchor.</param>
    /// <param name="isChosen">Whether a suite, by its name, takes part.</param>
    public Baseline WithAnchor(string? name, Func<string, bool> isChosen) => new(Sessions.Select(session => !isChosen(session.Suite)
        ? session
        : session.WithProvenance(session.Provenance with
        {
            Anchor = session.Benchmarks.Any(id => ReferenceEquals(ForSuite(session.Suite)!.SessionOf(id), session)) ? name : null,
        })));

    private static bool IsAnchor(SuiteRun session) => session.Provenance.Anchor is not null;
}
