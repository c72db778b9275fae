using System.Collections.Immutable;

namespace PerfGate.Results;

/// <summary>What one run of a suite measured: samples by benchmark and metric, and what failed.</summary>
public sealed record SuiteRun
{
    private readonly ImmutableDictionary<(BenchmarkId, string), Measured> _byKey;

    /// <summary>Checks and keeps a run.</summary>
    /// <exception cref="ArgumentException">A benchmark has two samples of one metric.</exception>
    public SuiteRun(
        string suite,
        HostEnvironment environment,
        IEnumerable<Measured> measured,
        IEnumerable<BenchmarkFailure>? failures = null,
        RunProvenance? provenance = null)
    {
        Suite = suite;
        Environment = environment;
        Measured = [.. measured.OrderBy(m => m.Id).ThenBy(m => m.Metric.Name, StringComparer.Ordinal)];
        Failures = failures is null ? [] : [.. failures.OrderBy(f => f.Id)];
        Provenance = provenance ?? RunProvenance.Unknown;
        _byKey = Measured.ToImmutableDictionary(m => (m.Id, m.Metric.Name));
        Benchmarks = [.. Measured.Select(m => m.Id).Distinct()];
    }

    /// <summary>The suite's name in perfgate.json; empty for results that PerfGate did not measure.</summary>
    public string Suite { get; }

    /// <summary>Where it ran.</summary>
    public HostEnvironment Environment { get; }

    /// <summary>All samples, by benchmark and metric name.</summary>
    public ImmutableArray<Measured> Measured { get; }

    /// <summary>What was not measured, or not readably.</summary>
    public ImmutableArray<BenchmarkFailure> Failures { get; }

    /// <summary>Of what commit, when and with what.</summary>
    public RunProvenance Provenance { get; }

    /// <summary>The benchmarks with at least one sample, in order.</summary>
    public ImmutableArray<BenchmarkId> Benchmarks { get; }

    /// <summary>How many launches the longest sample has; 0 if there is none.</summary>
    public int LongestSample => Measured.IsEmpty ? 0 : Measured.Max(m => m.Sample.Launches.Length);

    /// <summary>The sample of a benchmark and metric, or null.</summary>
    public Measured? Find(BenchmarkId id, string metric) => _byKey.GetValueOrDefault((id, metric));

    /// <summary>The same run with other samples.</summary>
    public SuiteRun WithMeasured(IEnumerable<Measured> measured) =>
        new(Suite, Environment, measured, Failures, Provenance);

    /// <summary>The same run with further failures.</summary>
    public SuiteRun WithFailures(IEnumerable<BenchmarkFailure> failures) =>
        new(Suite, Environment, Measured, Failures.Concat(failures), Provenance);

    /// <summary>The same run with another provenance.</summary>
    public SuiteRun WithProvenance(RunProvenance provenance) => new(Suite, Environment, Measured, Failures, provenance);
}
