using System.Globalization;
using PerfGate.Baselines;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Tool.Reporting;

/// <summary>Shows stored baselines: their sessions, and the values that a check would judge against.</summary>
internal static class BaselineTable
{
    public static void Write(IReadOnlyList<Baseline> baselines, IReadOnlyList<Glob> selection, TextWriter writer)
    {
        foreach (var baseline in baselines)
        {
            writer.WriteLine(PlainText.OneLine(baseline.Environment.Key.Value));
            writer.WriteLine(PlainText.OneLine($"  {baseline.Environment}"));
            foreach (var session in baseline.Sessions.Reverse())
            {
                var when = session.Provenance.MeasuredAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "unknown time";
                writer.WriteLine(PlainText.OneLine($"  {session.Suite}  {when}  commit {session.Provenance.Commit?.Short ?? "unknown"}  {Format.Count(session.Benchmarks.Length, "benchmark")}{(session.Provenance.Anchor is { } anchor ? $"  anchor '{anchor}'" : "")}"));
                foreach (var accepted in session.Provenance.Accepted)
                {
                    writer.WriteLine(PlainText.OneLine($"    {Describe(accepted)}"));
                }
            }

            var chosen = baseline.Reference.Where(m => selection.Count == 0 || selection.Any(glob => glob.Matches(m.Id)));
            foreach (var benchmark in chosen.GroupBy(m => m.Id).OrderBy(group => group.Key))
            {
                writer.WriteLine(PlainText.OneLine($"    {benchmark.Key}"));
                writer.WriteLine(PlainText.OneLine($"      {string.Join(", ", benchmark.Select(Describe))}"));
            }
        }
    }

    /// <summary>An accepted regression in one line.</summary>
    public static string Describe(AcceptedRegression a) => string.Create(
        CultureInfo.InvariantCulture,
        $"accepted: {a.Id} {a.Metric} {(a.Share is { } share ? Format.Percent(share) : "from zero")}, by {a.By} on {a.Since:yyyy-MM-dd}{(a.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}: {a.Reason}");

    private static string Describe(Measured measured)
    {
        var side = Side.Of(measured.Sample, measured.Metric);
        return $"{measured.Metric.Name} {Format.Value(side.Value, measured.Metric)} ({Format.Count(side.Launches, "launch")})";
    }
}
