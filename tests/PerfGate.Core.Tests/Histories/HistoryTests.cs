using PerfGate.Histories;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Histories;

public class HistoryTests
{
    [Fact]
    public void Sessions_stand_in_the_order_of_their_commits_whenever_they_were_measured()
    {
        var backfilled = new HistorySession(
            "suite", Make.Here.Key, "m", "", MakeHistory.Commit(2), DateTimeOffset.UtcNow, HistoryOrigin.Backfill, [MakeHistory.Time("A", 2)]);
        var history = new History([MakeHistory.Session(3, MakeHistory.Time("A", 3)), backfilled, MakeHistory.Session(1, MakeHistory.Time("A", 1))]);

        Assert.Equal([1, 2, 3], Assert.Single(history.Lines).Series[0].Points.Select(point => point.Value.Value));
    }

    [Fact]
    public void What_stands_there_twice_counts_once_and_what_only_seems_the_same_does_not()
    {
        var history = new History([MakeHistory.Session(1, MakeHistory.Time("A", 1)), MakeHistory.Session(1, MakeHistory.Time("A", 1)), MakeHistory.Session(1, MakeHistory.Time("A", 2))]);

        Assert.Equal([1, 2], history.Sessions.Select(session => session.Values[0].Value).Order());
    }

    [Fact]
    public void Two_machines_two_suites_and_two_units_are_never_joined()
    {
        HistorySession On(EnvironmentKey key, string suite, Metric metric, int day) => new(
            suite, key, "m", "", MakeHistory.Commit(day), null, HistoryOrigin.Run, [new HistoryValue(Make.Id("A"), metric, 1, 1)]);
        var rate = new Metric("rate", "1/s", MetricDirection.HigherIsBetter, MetricKind.Sampled);
        var history = new History(
        [
            On(Make.Here.Key, "s", rate, 1), On(Make.Elsewhere.Key, "s", rate, 2), On(Make.Here.Key, "t", rate, 3), On(Make.Here.Key, "s", rate with { Unit = "1/min" }, 4),
        ]);

        Assert.Equal(3, history.Lines.Length);
        Assert.Equal([1, 1, 2], history.Lines.Select(line => line.Series.Length).Order());
        Assert.Throws<ArgumentException>(() => new HistoryLine([On(Make.Here.Key, "s", rate, 1), On(Make.Elsewhere.Key, "s", rate, 2)]));
    }

    [Fact]
    public void The_value_of_a_session_is_its_best_iteration()
    {
        var slow = new Measured(Make.Id("A"), Metric.Time, new Sample([new Launch([13, 12]), new Launch([11, 30]), new Launch([14, 15])]));
        var rate = new Measured(Make.Id("A"), new Metric("rate", "1/s", MetricDirection.HigherIsBetter, MetricKind.Sampled), slow.Sample);

        Assert.Equal((11, 3), (HistoryValue.Of(slow).Value, HistoryValue.Of(slow).Launches));
        Assert.InRange(HistoryValue.Of(slow).Spread, 0.01, 0.2);
        Assert.Equal(30, HistoryValue.Of(rate).Value);
        Assert.Equal(24, HistoryValue.Of(Make.Allocated("A", 24, 24, 32)).Value);
    }

    [Fact]
    public void A_renamed_benchmark_is_one_series_and_what_was_measured_keeps_its_names()
    {
        var history = new History([MakeHistory.Session(1, MakeHistory.Time("Old", 1)), MakeHistory.Session(2, MakeHistory.Time("New", 2))], Renamed);

        var series = Assert.Single(Assert.Single(history.Lines).Series);

        Assert.Equal(Make.Id("New"), series.Id);
        Assert.Equal([1.0, 2], series.Points.Select(point => point.Value.Value));
        Assert.Equal([Make.Id("Old"), Make.Id("New")], history.Sessions.Select(session => session.Values.Single().Id));
    }

    [Fact]
    public void Where_a_session_has_both_names_they_were_two_benchmarks()
    {
        var history = new History([MakeHistory.Session(1, MakeHistory.Time("Old", 1)), MakeHistory.Session(2, MakeHistory.Time("Old", 2), MakeHistory.Time("New", 3)), MakeHistory.Session(3, MakeHistory.Time("New", 4))], Renamed);

        Assert.Equal([("New", "1 3 4"), ("Old", "2")], Assert.Single(history.Lines).Series.Select(series => (series.Id.Method, string.Join(' ', series.Points.Select(point => point.Value.Value)))));
    }

    private static BenchmarkId Renamed(BenchmarkId id) => id == Make.Id("Old") ? Make.Id("New") : id;
}
