using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Tells runs of several days apart by BenchmarkDotNet's own time stamps: its folder of results keeps earlier ones, which may be of other
/// code. As of a baseline's sessions, of each benchmark the newest run is what counts.
/// </summary>
internal static class Days
{
    // A run that goes on over midnight is one run.
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    public static (IReadOnlyList<Report> Reports, IEnumerable<Diagnostic> Notes) Newest(string place, IReadOnlyList<Report> reports)
    {
        var starts = StartsOf(reports);
        if (starts.Count < 2)
        {
            return (reports, []);
        }

        // A report without a stamp is not known to be old.
        int DayOf(Report report) => report.WrittenAt is { } time ? starts.FindLastIndex(start => start <= time) : starts.Count - 1;
        var newest = reports.SelectMany(report => report.Cases.Select(c => (c.Id, Day: DayOf(report))))
            .GroupBy(c => c.Id).ToDictionary(group => group.Key, group => group.Max(c => c.Day));
        var older = reports.Sum(report => report.Cases.Count(c => newest[c.Id] > DayOf(report)));
        return (
            FoundReports.NotEmpty([.. reports.Select(report => report.Where(c => newest[c.Id] == DayOf(report)))]),
            [
                OfSeveralDays(place, starts, older),
                .. newest.Where(id => id.Value < starts.Count - 1).Select(id => id.Key).Order().ToList() is { Count: > 0 } stale ? [Stale(place, stale, starts[^1])] : (Diagnostic[])[],
            ]);
    }

    private static List<DateTime> StartsOf(IEnumerable<Report> reports)
    {
        var starts = new List<DateTime>();
        DateTime? last = null;
        foreach (var time in reports.Select(report => report.WrittenAt).OfType<DateTime>().Order())
        {
            if (last is not { } before || (time.Date != before.Date && time - before > LongestPause))
            {
                starts.Add(time);
            }

            last = time;
        }

        return starts;
    }

    private static Diagnostic OfSeveralDays(string place, IReadOnlyList<DateTime> starts, int older) => Diagnostic.Warning(
        DiagnosticCode.PG2052,
        $"'{place}' holds runs of {starts.Count} days: of each benchmark the newest is judged",
        $"{Day(starts[0])} to {Day(starts[^1])}; {Format.Count(older, "earlier result")} left out",
        "Keep the reports of one state of the code in a folder of its own, measured on one day: `--artifacts FOLDER`");

    private static Diagnostic Stale(string place, IReadOnlyList<BenchmarkId> stale, DateTime newest) => Diagnostic.Warning(
        DiagnosticCode.PG2052,
        $"'{place}': {Format.Count(stale.Count, "benchmark")} not measured on {Day(newest)}, so an earlier run is judged",
        Format.Some(stale),
        "If the code changed since, measure them again");

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
