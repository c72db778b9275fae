using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Model;

namespace PerfGate.Reporting.Histories;

/// <summary>A history as comma-separated values (RFC 4180): a line for each session, benchmark and metric.</summary>
public static class HistoryCsv
{
    private const string Head = "suite,environment,harness,commit,dirty,committed_at,measured_at,origin,benchmark,metric,unit,value,launches,spread";

    /// <summary>The lines, each with its line feed, the head first.</summary>
    public static IEnumerable<string> Render(IEnumerable<HistoryLine> lines)
    {
        yield return Head + "\n";
        foreach (var line in lines)
        {
            var suite = $"{Text(line.Suite)},{Text(line.Environment.Value)}";
            var sessions = line.Sessions.Select(session =>
                $"{suite},{Text(session.Harness)},{session.Commit?.Hash},{(session.Commit is { } commit ? (commit.IsDirty ? "true" : "false") : "")},{Time(session.Commit?.CommittedAt)},{Time(session.MeasuredAt)},{session.Origin.Word()}").ToList();
            foreach (var series in line.Series)
            {
                var name = $"{Text(series.Id.ToString())},{Text(series.Metric.Name)},{Text(series.Metric.Unit)}";
                foreach (var (session, value) in series.Points)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"{sessions[session]},{name},{value.Value:R},{value.Launches},{(series.Metric.Kind == MetricKind.Sampled ? value.Spread : 0):R}\n");
                }
            }
        }
    }

    private static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";

    // A spreadsheet takes what begins so for a formula.
    private static string Text(string text)
    {
        var plain = PlainText.OneLine(text);
        var safe = plain.Length > 0 && "=+-@".Contains(plain[0], StringComparison.Ordinal) ? $"'{plain}" : plain;
        return safe.AsSpan().IndexOfAny(",\"") < 0 ? safe : $"\"{new StringBuilder(safe).Replace("\"", "\"\"")}\"";
    }
}
