using PerfGate.Baselines;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Renames;

/// <summary>Gives the benchmarks of a baseline the names that they have now. Renames are applied in the order they are given; of a job's, the first.</summary>
public static class Renaming
{
    /// <summary>A benchmark with the name it has now.</summary>
    public static BenchmarkId Map(BenchmarkId id, IReadOnlyList<Rename> renames)
    {
        var name = renames.Aggregate(id.MethodName, (name, rename) => rename.Forward(name) ?? name);
        var job = renames.Select(rename => rename.ForwardJob(id.Job)).FirstOrDefault(job => job is not null) ?? id.Job;
        var now = name == id.MethodName ? id : BenchmarkId.Parse(name);
        return id.IsPlain ? now : new BenchmarkId(now.Namespace, now.Type, now.Method, id.Parameters, job);
    }

    /// <summary>A baseline with the names of now; unchanged where two benchmarks of one session would become one.</summary>
    public static Baseline Map(Baseline baseline, IReadOnlyList<Rename> renames) =>
        renames.Count == 0 || Collisions(baseline, renames).Any()
            ? baseline
            : new Baseline(baseline.Sessions.Select(session => Map(session, renames)));

    /// <summary>The names of now that two benchmarks of one session would share.</summary>
    public static IEnumerable<BenchmarkId> Collisions(Baseline baseline, IReadOnlyList<Rename> renames) => baseline.Sessions
        .SelectMany(session => session.Benchmarks.GroupBy(id => Map(id, renames)).Where(group => group.Count() > 1))
        .Select(group => group.Key)
        .Distinct();

    /// <summary>
    /// Filters that choose the same benchmarks where some may still have their earlier names: those given, and what
    /// stands for them before each rename. A pattern may choose more than is needed there.
    /// </summary>
    public static IReadOnlyList<string> FiltersBefore(IReadOnlyList<string> filters, IReadOnlyList<Rename> renames)
    {
        var result = filters.ToList();
        foreach (var rename in renames.Where(rename => !rename.IsJob).Reverse())
        {
            result.AddRange([.. result.SelectMany(filter => Before(filter, rename))]);
        }

        return [.. result.Distinct()];
    }

    private static IEnumerable<string> Before(string filter, Rename rename) =>
        filter == "*" ? []
        : rename.Back(filter) is { } earlier ? [earlier]
        : filter.AsSpan().ContainsAny('*', '?') ? [rename.From, $"{rename.From}.*", $"{rename.From}<*", $"{rename.From}+*"]
        : [];

    private static SuiteRun Map(SuiteRun session, IReadOnlyList<Rename> renames) => session
        .WithNames(id => Map(id, renames))
        .WithProvenance(session.Provenance with
        {
            Accepted = [.. session.Provenance.Accepted.Select(a => a with { Id = Map(a.Id, renames) })],
        });
}
