using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Histories;

/// <summary>One session of a history: what a suite measured of one state of the source, on one machine.</summary>
public sealed record HistorySession
{
    /// <summary>Checks and keeps a session.</summary>
    /// <param name="suite">The suite's name; empty for results that PerfGate did not measure.</param>
    /// <param name="environment">The environment's key: values are compared where it is the same.</param>
    /// <param name="machine">The environment in words.</param>
    /// <param name="harness">What measured, with its version; empty where that is not known.</param>
    /// <param name="commit">What was measured; null where that is not known.</param>
    /// <param name="measuredAt">When; null where that is not known.</param>
    /// <param name="origin">How it came into the history.</param>
    /// <param name="values">What was measured; at least one.</param>
    /// <param name="accepted">The regressions that were accepted with it.</param>
    /// <exception cref="ArgumentException">No value, two of one benchmark and metric, or no key.</exception>
    public HistorySession(
        string suite, EnvironmentKey environment, string machine, string harness, HistoryCommit? commit, DateTimeOffset? measuredAt, HistoryOrigin origin,
        IEnumerable<HistoryValue> values, IEnumerable<AcceptedRegression>? accepted = null)
    {
        if (string.IsNullOrWhiteSpace(environment.Value))
        {
            throw new ArgumentException("a session has an environment", nameof(environment));
        }

        (Suite, Environment, Machine, Harness, Commit, Origin) = (suite, environment, machine, harness, commit, origin);
        MeasuredAt = measuredAt?.ToUniversalTime();
        Values = [.. values.OrderBy(value => value.Id).ThenBy(value => value.Metric.Name, StringComparer.Ordinal)];
        Accepted = accepted is null ? [] : [.. accepted];
        if (Values.IsEmpty)
        {
            throw new ArgumentException("a session has values", nameof(values));
        }

        for (var i = 1; i < Values.Length; i++)
        {
            if (Values[i].Id == Values[i - 1].Id && Values[i].Metric.Name == Values[i - 1].Metric.Name)
            {
                throw new ArgumentException($"'{Values[i].Id}' has two values of {Values[i].Metric.Name}", nameof(values));
            }
        }
    }

    /// <summary>The suite's name, or an empty text.</summary>
    public string Suite { get; }

    /// <summary>The environment's key.</summary>
    public EnvironmentKey Environment { get; }

    /// <summary>The environment in words.</summary>
    public string Machine { get; }

    /// <summary>What measured, with its version, or an empty text.</summary>
    public string Harness { get; }

    /// <summary>What was measured, or null.</summary>
    public HistoryCommit? Commit { get; }

    /// <summary>When it was measured, in UTC, or null.</summary>
    public DateTimeOffset? MeasuredAt { get; }

    /// <summary>How it came into the history.</summary>
    public HistoryOrigin Origin { get; }

    /// <summary>The values, by benchmark and metric.</summary>
    public ImmutableArray<HistoryValue> Values { get; }

    /// <summary>The regressions that were accepted with it.</summary>
    public ImmutableArray<AcceptedRegression> Accepted { get; }

    /// <summary>The label of the runner that measured it, as its job told; empty where nobody did.</summary>
    public string Runner { get; init; } = "";

    /// <summary>Where it stands in the order of the source: when its commit was made, else when it was measured. An old commit that is measured today stands at its own day.</summary>
    public DateTimeOffset At => Commit?.CommittedAt ?? MeasuredAt ?? DateTimeOffset.MinValue;

    /// <summary>The same session with other values; at least one.</summary>
    public HistorySession With(IEnumerable<HistoryValue> values) => new(Suite, Environment, Machine, Harness, Commit, MeasuredAt, Origin, values, Accepted) { Runner = Runner };

    /// <summary>The session of a run.</summary>
    /// <param name="run">The run; what failed is left out.</param>
    /// <param name="origin">What it was made for.</param>
    /// <param name="commit">Its commit, with more than the run knows of it; null where it is not known.</param>
    /// <returns>Null where nothing was measured.</returns>
    /// <exception cref="PerfGateException">PG2008: the run holds what cannot have been measured.</exception>
    public static HistorySession? Of(SuiteRun run, HistoryOrigin origin, HistoryCommit? commit)
    {
        try
        {
            return run.Measured.IsEmpty ? null : new HistorySession(
                run.Suite, run.Environment.Key, run.Environment.ToString(), run.Environment.Harness, commit, run.Provenance.MeasuredAt, origin,
                run.Measured.Select(HistoryValue.Of), run.Provenance.Accepted);
        }
        catch (ArgumentException e)
        {
            throw new PerfGateException(Diagnostic.Error(DiagnosticCode.PG2008, "a value cannot have been measured, so the session is no part of the history", e.Message.Split(" (Parameter")[0]), e);
        }
    }
}
