using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Sharding;

/// <summary>Refuses shards that are not one whole run of one state of the source.</summary>
/// <param name="id">The run's id.</param>
/// <param name="sessions">Its sessions, by shard.</param>
/// <param name="place">Where they were looked for.</param>
internal sealed class ShardCheck(string id, IReadOnlyList<ShardSession> sessions, string place)
{
    private const string MeasureAnew = "Measure all shards anew, with another --run";

    public void RefuseNone()
    {
        if (sessions.Count == 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2080, $"there is no shard of run '{id}'", place, "Collect what `run --shard K/N --run ID` wrote: name its folder with --input, or save it in the store with --save");
        }
    }

    public void RefuseOtherCommits(CommitInfo? head)
    {
        RefuseDifferent(
            sessions, s => s.Run.Provenance.Commit, commit => commit is null ? "no commit" : $"commit {commit.Short}", DiagnosticCode.PG2082,
            "are of different commits", "Let every job check out the same commit, and change nothing from which a suite is built");
        if (head is not null && sessions[0].Run.Provenance.Commit is { } measured && measured.Hash != head.Hash)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2082, $"run '{id}' is of commit {measured.Short}, and commit {head.Short} is checked out here", null, "Check out the commit that was measured, or name the run of this one");
        }
    }

    public void RefuseOtherHarnesses() => EachSuite(suite => RefuseDifferent(
        suite, s => s.Run.Environment.Harness, harness => harness.Length == 0 ? "an unknown harness" : harness, DiagnosticCode.PG2083,
        "were measured with different versions of the harness", "Pin the version of BenchmarkDotNet, then measure all shards anew"));

    public void RefuseOtherClasses() => EachSuite(suite =>
    {
        if (suite.FirstOrDefault(s => suite.Any(other => !other.Run.Environment.IsSameClassAs(s.Run.Environment))) is { } one)
        {
            var other = suite.First(s => !s.Run.Environment.IsSameClassAs(one.Run.Environment));
            throw new PerfGateException(
                DiagnosticCode.PG2085, $"shards of run '{id}' are of different classes of machines",
                $"shard {one.Shard.Number}: {one.Run.Environment}; shard {other.Shard.Number}: {other.Run.Environment}",
                "Give all jobs the same kind of runner and the same runtime; only the model of the processor may differ");
        }
    });

    public void RefuseOtherSplits() => RefuseDifferent(
        sessions, s => s.Shard.Split, split => $"split {split.Digest} of {Format.Count(split.Parts.Length, "shard")}", DiagnosticCode.PG2084,
        "come from different splits of the suite", "Give each job the same N, filters and baselines; a baseline that is stored meanwhile splits the suite in another way. " + MeasureAnew);

    public void RefuseTwice()
    {
        if (sessions.GroupBy(s => (s.Shard.Number, s.Run.Suite)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Twice(twice.First().Shard.ToString(), twice);
        }

        foreach (var suite in sessions.GroupBy(s => s.Run.Suite))
        {
            if (suite.SelectMany(s => s.Run.Benchmarks.Select(benchmark => (benchmark, s))).GroupBy(b => b.benchmark).FirstOrDefault(group => group.Count() > 1) is { } benchmark)
            {
                throw Twice($"'{benchmark.Key}'", benchmark.Select(b => b.s));
            }
        }
    }

    public void RefuseMissing()
    {
        var split = sessions[0].Shard.Split;
        var there = sessions.Select(s => s.Shard.Number).ToHashSet();
        var missing = split.Parts.Index().Where(part => !part.Item.IsEmpty && !there.Contains(part.Index + 1)).ToList();
        if (missing.Count > 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2080,
                $"of run '{id}', {ShardNumbers.Text(missing.Select(part => part.Index + 1))} of {split.Parts.Length} {(missing.Count == 1 ? "is" : "are")} missing",
                $"{place}; not measured: {Format.Some([.. missing.SelectMany(part => part.Item)])}",
                "See why that job wrote nothing: a shard in which something failed is not kept");
        }

        var measured = sessions.ToDictionary(s => (s.Shard.Number, s.Run.Suite), s => s.Run.Benchmarks.Select(benchmark => new ShardUnit(s.Run.Suite, benchmark.MethodName).Plain).ToHashSet());
        var lost = split.Parts.Index().SelectMany(part => part.Item.Select(unit => (Number: part.Index + 1, Unit: unit)))
            .Where(u => !measured.TryGetValue((u.Number, u.Unit.Suite), out var methods) || (u.Unit.Method != ShardUnit.Whole && !methods.Contains(u.Unit.Plain))).ToList();
        if (lost.Count > 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2080, $"shard {lost[0].Number} of run '{id}' has not measured all that was dealt to it",
                $"not measured: {Format.Some([.. lost.Select(u => u.Unit)])}", "See why that job failed, and measure the shard anew");
        }
    }

    private PerfGateException Twice(string what, IEnumerable<ShardSession> by) => new(
        DiagnosticCode.PG2081, $"{what} of run '{id}' was measured twice, and not with the same result",
        string.Join("; ", by.Select(s => $"{s.Shard}, {(s.Run.Provenance.MeasuredAt is { } at ? FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC") : "at an unknown time")}, on {s.Run.Environment}")),
        "Keep one of them, or measure all shards anew, with another --run");

    private void EachSuite(Action<IReadOnlyList<ShardSession>> check)
    {
        foreach (var suite in sessions.GroupBy(s => s.Run.Suite))
        {
            check([.. suite]);
        }
    }

    private void RefuseDifferent<T>(IEnumerable<ShardSession> among, Func<ShardSession, T> of, Func<T, string> words, DiagnosticCode code, string how, string remedy)
    {
        var kinds = among.GroupBy(of).ToList();
        if (kinds.Count > 1)
        {
            throw new PerfGateException(
                code, $"shards of run '{id}' {how}",
                string.Join("; ", kinds.Select(kind => $"{words(kind.Key)}: {ShardNumbers.Text(kind.Select(s => s.Shard.Number))}")),
                remedy);
        }
    }
}
