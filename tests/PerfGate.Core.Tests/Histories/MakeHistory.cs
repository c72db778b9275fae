using PerfGate.Histories;
using PerfGate.Model;

namespace PerfGate.Core.Tests.Histories;

/// <summary>Builds histories, in few words.</summary>
internal static class MakeHistory
{
    /// <summary>A session of a day of 2026, whose commit is called after it.</summary>
    public static HistorySession Session(int day, params IEnumerable<HistoryValue> values) => Session(day, Commit(day), values);

    public static HistorySession Session(int day, HistoryCommit? commit, params IEnumerable<HistoryValue> values) => new(
        "suite", Make.Here.Key, Make.Here.ToString(), "BenchmarkDotNet 0.15.8", commit, Day(day), HistoryOrigin.Check, values);

    public static HistoryCommit Commit(int day, bool isDirty = false) => new($"{day:0000}abcdef", $"Commit {day}", isDirty, Day(day));

    public static HistoryValue Time(string name, double value) => new(Make.Id(name), Metric.Time, value, 10, 0.01);

    public static HistoryValue Allocated(string name, double value) => new(Make.Id(name), Metric.Allocated, value, 10);

    /// <summary>A history of one benchmark, a session a day.</summary>
    public static HistoryLine Line(params IEnumerable<double> times) => new([.. times.Select((time, i) => Session(i + 1, Time("A", time)))]);

    /// <summary>Values around a level.</summary>
    public static IEnumerable<double> Noisy(Random random, int count, Func<int, double> level) => Enumerable.Range(0, count).Select(i => level(i) * (1 + (0.02 * (random.NextDouble() - 0.5))));

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(day - 1);
}
