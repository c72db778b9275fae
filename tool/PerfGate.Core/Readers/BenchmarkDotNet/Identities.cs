using PerfGate.Model;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Gives the benchmarks of one file their identities. How long a job measures is no part of it, unless nothing else tells two benchmarks of the
/// file apart: then each has what its job says in full. So short runs match short and long ones, and both can stand in one file.
/// </summary>
internal static class Identities
{
    /// <summary>The identities, in the order given; benchmarks that nothing tells apart have the same.</summary>
    public static IReadOnlyList<BenchmarkId> Of(IReadOnlyList<(string FullName, JobName Job)> benchmarks)
    {
        var ids = benchmarks.Select(b => BenchmarkId.Of(b.FullName, b.Job.Identity)).ToArray();
        foreach (var group in ids.Index().GroupBy(id => id.Item, id => id.Index).Where(group => group.Count() > 1).ToList())
        {
            var jobs = group.Select(i => benchmarks[i].Job).ToList();
            var inFull = jobs.Select(job => job.InFull).Distinct().Count();
            var raw = jobs.Select(job => job.Raw).Distinct().Count();
            foreach (var i in group.Where(_ => raw > 1))
            {
                ids[i] = BenchmarkId.Of(benchmarks[i].FullName, inFull == raw ? benchmarks[i].Job.InFull : benchmarks[i].Job.Raw);
            }
        }

        return ids;
    }
}
