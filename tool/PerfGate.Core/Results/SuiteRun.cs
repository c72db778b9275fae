using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Model;

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

    /// <summary>
    /// What is to be said of the results as they were found: files passed over, what counts once, what is unreadable (then an error). Of one
    /// benchmark where <see cref="Diagnostic.Benchmark"/> says so.
    /// </summary>
    public ImmutableArray<Diagnostic> Notes { get; private init; } = [];

    /// <summary>The benchmarks with at least one sample, in order.</summary>
    public ImmutableArray<BenchmarkId> Benchmarks { get; }

    /// <summary>How many launches the longest sample has; 0 if there is none.</summary>
    public int LongestSample => Measured.IsEmpty ? 0 : Measured.Max(m => m.Sample.Launches.Length);

    /// <summary>The sample of a benchmark and metric, or null.</summary>
    public Measured? Find(BenchmarkId id, string metric) => _byKey.GetValueOrDefault((id, metric));

    /// <summary>The same run with other samples.</summary>
    public SuiteRun WithMeasured(IEnumerable<Measured> measured) => With(measured, Failures, Provenance, Notes);

    /// <summary>The same run whose benchmarks have other names.</summary>
    public SuiteRun WithNames(Func<BenchmarkId, BenchmarkId> nameOf) =>
        With(Measured.Select(m => m with { Id = nameOf(m.Id) }), Failures.Select(f => f with { Id = nameOf(f.Id) }), Provenance, Notes);

    /// <summary>The same run with further failures.</summary>
    public SuiteRun WithFailures(IEnumerable<BenchmarkFailure> failures) => With(Measured, Failures.Concat(failures), Provenance, Notes);

    /// <summary>The same run with another provenance.</summary>
    public SuiteRun WithProvenance(RunProvenance provenance) => With(Measured, Failures, provenance, Notes);

    /// <summary>The same run with further notes.</summary>
    public SuiteRun WithNotes(IEnumerable<Diagnostic> notes) => With(Measured, Failures, Provenance, Notes.Concat(notes));

    /// <summary>What the run says of some benchmarks: samples, failures and notes; and the notes that are about none.</summary>
    public SuiteRun Where(Func<BenchmarkId, bool> isChosen) => With(
        Measured.Where(m => isChosen(m.Id)),
        Failures.Where(f => isChosen(f.Id)),
        Provenance,
        Notes.Where(note => note.Benchmark is not { } id || isChosen(id)));

    private SuiteRun With(
        IEnumerable<Measured> measured, IEnumerable<BenchmarkFailure> failures, RunProvenance provenance, IEnumerable<Diagnostic> notes) =>
        new(Suite, Environment, measured, failures, provenance) { Notes = [.. notes] };
}
