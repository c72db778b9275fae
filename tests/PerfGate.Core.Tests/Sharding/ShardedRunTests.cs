using System.Text;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Sharding;

namespace PerfGate.Core.Tests.Sharding;

public class ShardedRunTests
{
    private static readonly Split Dealt = new([[Unit("A")], [Unit("B"), Unit("C")], []]);

    [Fact]
    public void All_shards_together_are_the_suite_and_an_empty_one_is_not_waited_for()
    {
        var group = Assert.Single(Join(Shard(1, "A"), Shard(2, "B", "C")));

        Assert.Equal(["A", "B", "C"], group.Run.Benchmarks.Select(id => id.Method));
        Assert.Null(group.Run.Provenance.Shard);
    }

    [Fact]
    public void A_shard_on_another_model_is_a_group_of_its_own()
    {
        var groups = Join(Shard(1, "A"), On(Shard(2, "B", "C"), Make.Elsewhere));

        Assert.Equal([[1], [2]], groups.Select(group => group.Shards));
        Assert.Equal(Make.Elsewhere, groups[1].Run.Environment);
    }

    [Fact]
    public void A_copy_counts_once() => Assert.Single(Join(Shard(1, "A"), Shard(1, "A"), Shard(2, "B", "C")));

    [Fact]
    public void What_is_not_one_whole_run_is_refused()
    {
        Refuses(DiagnosticCode.PG2080);
        Refuses(DiagnosticCode.PG2080, Shard(1, "A"));
        Refuses(DiagnosticCode.PG2080, Shard(1, "A"), Shard(2, "B"));
        Refuses(DiagnosticCode.PG2081, Shard(1, "A"), Shard(2, "B", "C"), Shard(2, "C", "B").WithMeasured([Make.Time("B", 2), Make.Time("C", 1)]));
        Refuses(DiagnosticCode.PG2081, Shard(1, "A", "B"), Shard(2, "B", "C"));
        Refuses(DiagnosticCode.PG2082, Shard(1, "A"), At(Shard(2, "B", "C"), new CommitInfo("other", false)));
        Refuses(DiagnosticCode.PG2082, Shard(1, "A"), At(Shard(2, "B", "C"), null));
        Refuses(DiagnosticCode.PG2082, Shard(1, "A"), At(Shard(2, "B", "C"), new CommitInfo("01abcdef", true)));
        Refuses(DiagnosticCode.PG2083, On(Shard(1, "A"), Make.Here with { Harness = "BenchmarkDotNet 0.15.8" }), On(Shard(2, "B", "C"), Make.Here with { Harness = "BenchmarkDotNet 0.15.2" }));
        Refuses(DiagnosticCode.PG2084, Shard(1, "A"), Of(Shard(2, "B", "C"), new Split([[Unit("A")], [Unit("B"), Unit("C")]])));
        Refuses(DiagnosticCode.PG2085, Shard(1, "A"), On(Shard(2, "B", "C"), Make.Here with { LogicalCores = 4 }));
        Refuses(DiagnosticCode.PG2085, Shard(1, "A"), On(Shard(2, "B", "C"), Make.Here with { Runtime = ".NET 9.0.1" }));
    }

    [Fact]
    public void A_run_of_another_commit_than_the_one_checked_out_is_refused()
    {
        SuiteRun[] all = [Shard(1, "A"), Shard(2, "B", "C")];

        Assert.Single(ShardedRun.Join("r", all, "there", new CommitInfo("01abcdef", false)));
        Assert.Equal(DiagnosticCode.PG2082, Assert.Throws<PerfGateException>(() => ShardedRun.Join("r", all, "there", new CommitInfo("other", false))).Diagnostic.Code);
    }

    [Fact]
    public void A_shard_is_read_as_it_was_written()
    {
        var run = Shard(2, "B", "C");

        var read = MeasurementsReader.Read("file", Encoding.UTF8.GetBytes(MeasurementsWriter.Write(new Baseline([run])))).Sessions[0];

        Assert.Equal(run.Provenance, read.Provenance);
        Assert.Equal(run.Provenance.Shard!.Split.Parts[1], read.Provenance.Shard!.Units);
    }

    [Theory]
    [InlineData("\"number\": 2", "\"number\": 4")]
    [InlineData("\"number\": 2", "\"number\": 0")]
    [InlineData("\"number\": 2", "\"number\": 1")]
    [InlineData("\"run\": \"r\"", "\"run\": \"../r\"")]
    [InlineData("Suite.Type.A", "Suite.Type.B")]
    [InlineData("{}", "null")]
    public void A_shard_that_cannot_be_is_corrupt(string text, string instead)
    {
        var hostile = MeasurementsWriter.Write(new Baseline([Shard(2, "B").WithMeasured([Make.Time("Z", 1)])])).Replace(text, instead, StringComparison.Ordinal);
        // Shard 1 of another suite: it has nothing of this one.
        hostile = instead == "\"number\": 1" ? hostile.Replace("\"suite\": \"suite\"", "\"suite\": \"other\"", StringComparison.Ordinal) : hostile;

        Assert.Equal(DiagnosticCode.PG3002, Assert.Throws<PerfGateException>(() => MeasurementsReader.Read("file", Encoding.UTF8.GetBytes(hostile))).Diagnostic.Code);
    }

    [Theory]
    [InlineData("12345678-1", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("-a", false)]
    [InlineData("a\n", false)]
    [InlineData("a*", false)]
    public void The_id_of_a_run_is_no_path(string text, bool isOne) => Assert.Equal(isOne, RunId.IsOne(text));

    private static IReadOnlyList<ShardGroup> Join(params SuiteRun[] sessions) => ShardedRun.Join("r", sessions, "there", null);

    private static void Refuses(DiagnosticCode code, params SuiteRun[] sessions) =>
        Assert.Equal(code, Assert.Throws<PerfGateException>(() => Join(sessions)).Diagnostic.Code);

    private static ShardUnit Unit(string method) => new("suite", Make.Id(method).MethodName);

    private static SuiteRun Shard(int number, params string[] methods) => Of(Make.RunAt(1, methods.Select(method => Make.Time(method, 1))), Dealt, number);

    private static SuiteRun Of(SuiteRun run, Split split, int? number = null) =>
        run.WithProvenance(run.Provenance with { Shard = new Shard("r", number ?? run.Provenance.Shard!.Number, split) });

    private static SuiteRun On(SuiteRun run, HostEnvironment host) => new(run.Suite, host, run.Measured, provenance: run.Provenance);

    private static SuiteRun At(SuiteRun run, CommitInfo? commit) => run.WithProvenance(run.Provenance with { Commit = commit });
}
