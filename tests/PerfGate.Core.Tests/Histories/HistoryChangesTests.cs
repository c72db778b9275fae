using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Histories;

public class HistoryChangesTests
{
    [Fact]
    public void A_change_stands_between_two_commits_with_its_ratio()
    {
        var change = Assert.Single(HistoryChanges.Find(MakeHistory.Line(MakeHistory.Noisy(new Random(1), 30, day => day < 12 ? 100 : 110))));

        Assert.Equal((11, 12, false, true), (change.Before, change.After, change.IsCreep, change.IsWorse));
        Assert.InRange(change.Ratio!.Value, 1.09, 1.11);
        Assert.InRange(change.PValue!.Value, 0, 0.01);
        Assert.Empty(change.Beside);
    }

    [Fact]
    public void What_became_faster_is_no_worse_and_of_what_should_be_high_the_other_way_round()
    {
        var rate = new Metric("rate", "1/s", MetricDirection.HigherIsBetter, MetricKind.Sampled);
        var values = MakeHistory.Noisy(new Random(2), 30, day => day < 15 ? 100 : 80).ToList();
        var line = new HistoryLine([.. values.Select((value, i) => MakeHistory.Session(i + 1, MakeHistory.Time("A", value), new HistoryValue(Make.Id("A"), rate, value, 5)))]);

        var changes = HistoryChanges.Find(line);

        Assert.Equal([("rate", true), ("time", false)], changes.Select(change => (change.Series.Metric.Name, change.IsWorse)));
    }

    [Fact]
    public void Allocation_is_told_exactly_with_no_test()
    {
        var line = new HistoryLine([.. Enumerable.Range(1, 8).Select(day => MakeHistory.Session(day, MakeHistory.Allocated("A", day < 5 ? 24 : 48), MakeHistory.Allocated("B", day < 5 ? 0 : 32), MakeHistory.Allocated("C", 64)))]);

        var changes = HistoryChanges.Find(line);

        Assert.Equal([(3, 4, 24.0, 48.0, (double?)2), (3, 4, 0, 32, null)], changes.Select(c => (c.Before, c.After, c.From, c.To, c.Ratio)));
        Assert.All(changes, change => Assert.Null(change.PValue));
    }

    [Fact]
    public void Small_changes_are_not_told()
    {
        var line = MakeHistory.Line(Enumerable.Range(0, 40).Select(i => i < 20 ? 100 + (0.01 * i) : 101 + (0.01 * i)));

        Assert.Empty(HistoryChanges.Find(line));
        Assert.NotEmpty(HistoryChanges.Find(line, leastEffect: 0.005));
    }

    [Fact]
    public void Sessions_of_uncommitted_changes_are_not_searched()
    {
        var random = new Random(3);
        HistoryLine Line(bool isDirty) => new([.. Enumerable.Range(1, 40).Select(day => MakeHistory.Session(
            day, MakeHistory.Commit(day, isDirty && day > 25), MakeHistory.Time("A", (day > 25 ? 200 : 100) + random.NextDouble())))]);

        Assert.Empty(HistoryChanges.Find(Line(isDirty: true)));
        Assert.Single(HistoryChanges.Find(Line(isDirty: false)));
    }

    [Theory]
    [InlineData(22, true, false)]
    [InlineData(50, false, true)]
    [InlineData(10, false, false)]
    public void What_was_accepted_at_the_change_or_after_it_is_marked_and_nothing_else(int at, bool first, bool second)
    {
        var values = MakeHistory.Noisy(new Random(4), 60, day => day < 20 ? 100 : day < 40 ? 115 : 140).ToList();
        var accepted = new AcceptedRegression(Make.Id("A"), "time", 0.15, "stricter", "Ada", new DateOnly(2026, 1, 22), null);
        var line = new HistoryLine([.. values.Select((value, i) => MakeHistory.Session(i + 1, MakeHistory.Time("A", value)) is var session && i == at
            ? new HistorySession(session.Suite, session.Environment, session.Machine, session.Harness, session.Commit, session.MeasuredAt, session.Origin, session.Values, [accepted])
            : session)]);

        Assert.Equal([first ? accepted : null, second ? accepted : null], HistoryChanges.Find(line).Select(change => change.Accepted));
    }

    // A session a day, at noon. The change is at the 13th, which has no session of its commit.
    [Theory]
    [InlineData(13, false, true)]
    [InlineData(20, true, true)]
    [InlineData(20, false, true)]
    [InlineData(45, false, true)]
    [InlineData(11, true, false)]
    [InlineData(5, false, false)]
    public void What_a_stored_baseline_accepts_is_marked_by_its_commit_or_its_day(int day, bool isKnown, bool isMarked)
    {
        var sessions = MakeHistory.Noisy(new Random(4), 40, at => at < 12 ? 100 : 115).Select((value, i) => MakeHistory.Session(i + 1, MakeHistory.Time("A", value))).Where((_, i) => i != 12).ToList();
        var accepted = new AcceptedRegression(Make.Id("A"), "time", 0.15, "stricter", "Ada", new DateOnly(2026, 1, day % 28), null);
        var commit = isKnown ? new CommitInfo(MakeHistory.Commit(day).Hash, IsDirty: false) : new CommitInfo("ffffffffff", IsDirty: false);
        var run = new SuiteRun("suite", Make.Here, [], provenance: new RunProvenance(commit, new DateTimeOffset(2026, 1, 1, 13, 0, 0, TimeSpan.Zero).AddDays(isKnown ? 99 : day - 1), null) { Accepted = [accepted] });
        var line = new HistoryLine([.. sessions]);

        var change = Assert.Single(HistoryChanges.Accept(HistoryChanges.Find(line), line, [run]));

        Assert.Equal(isMarked ? accepted : null, change.Accepted);
    }

    // It went from 100 to 115, and then to 140: 22 % more.
    [Theory]
    [InlineData("*.A", "time", 0.25, 31, true)]
    [InlineData("*.A", "time", 0.2, 31, false)]
    [InlineData("*.A", "time", 0.25, 29, false)]
    [InlineData("*.A", "allocated", 0.25, 31, false)]
    [InlineData("*.B", "time", 0.25, 31, false)]
    public void What_the_configuration_accepts_is_marked_at_the_last_change_until_it_expires(string benchmark, string metric, double upTo, int until, bool isMarked)
    {
        var values = MakeHistory.Noisy(new Random(4), 60, day => day < 20 ? 100 : day < 40 ? 115 : 140);
        var line = new HistoryLine([.. values.Select((value, i) => MakeHistory.Session(i + 1, MakeHistory.Time("A", value)))]);
        var policy = GatePolicy.Default with
        {
            Accepted = [new Acceptance(new Glob(benchmark), metric, upTo, "stricter", null, null, new DateOnly(2026, 12, until))],
            Today = new DateOnly(2026, 12, 30),
        };

        var changes = HistoryChanges.Accept(HistoryChanges.Find(line), line, policy);

        Assert.Equal([null, isMarked ? ("stricter", "perfgate.json") : null], changes.Select(change => change.Accepted is { } accepted ? (accepted.Reason, accepted.By) : ((string, string)?)null));
    }

    [Fact]
    public void What_was_accepted_by_an_earlier_name_is_marked()
    {
        var accepted = new AcceptedRegression(Make.Id("Old"), "time", 0.15, "stricter", "Ada", new DateOnly(2026, 1, 22), null);
        var sessions = MakeHistory.Noisy(new Random(4), 40, day => day < 20 ? 100 : 115).Select((value, i) => MakeHistory.Session(i + 1, MakeHistory.Time(i < 25 ? "Old" : "New", value)) is var session && i == 20
            ? new HistorySession(session.Suite, session.Environment, session.Machine, session.Harness, session.Commit, session.MeasuredAt, session.Origin, session.Values, [accepted])
            : session);

        var change = Assert.Single(HistoryChanges.Find(new HistoryLine([.. sessions], id => id == Make.Id("Old") ? Make.Id("New") : id)));

        Assert.Equal((Make.Id("New"), "stricter"), (change.Series.Id, change.Accepted!.Reason));
    }

    [Fact]
    public void Another_harness_and_a_change_of_most_benchmarks_are_said_beside()
    {
        var random = new Random(5);
        var line = new HistoryLine([.. Enumerable.Range(0, 30).Select(day => new HistorySession(
            "suite", Make.Here.Key, "m", day < 14 ? "BenchmarkDotNet 0.15.8" : "BenchmarkDotNet 0.15.9", MakeHistory.Commit(day + 1), null, HistoryOrigin.Check,
            Enumerable.Range(0, 6).Select(i => MakeHistory.Time($"B{i}", (day < 14 ? 100 : 120) + random.NextDouble()))))]);

        var changes = HistoryChanges.Find(line);

        Assert.Equal(6, changes.Length);
        Assert.All(changes, change => Assert.Collection(
            change.Beside,
            said => Assert.Equal("BenchmarkDotNet 0.15.8 became BenchmarkDotNet 0.15.9 between the two sessions", said),
            said => Assert.StartsWith("most benchmarks of the suite changed", said, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_error_is_of_the_whole_suite()
    {
        const int Histories = 150;
        const int Benchmarks = 100;
        var random = new Random(6);
        var found = Enumerable.Range(0, Histories).Count(_ => !HistoryChanges.Find(new HistoryLine([.. Enumerable.Range(1, 30).Select(day =>
            MakeHistory.Session(day, Enumerable.Range(0, Benchmarks).Select(i => MakeHistory.Time($"B{i}", 100 + (20 * random.NextDouble())))))])).IsEmpty);

        Assert.InRange(found, 0, 0.01 * Histories);
    }
}
