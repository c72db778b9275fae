using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Histories;

namespace PerfGate.Reporting.Histories;

/// <summary>The sessions of a history for a terminal, the newest source first.</summary>
public static class HistoryList
{
    private const int LongestSubject = 60;

    /// <summary>The sessions of each machine and suite.</summary>
    public static string Render(History history)
    {
        var text = new StringBuilder();
        foreach (var line in history.Lines)
        {
            text.Append(PlainText.OneLine($"{(line.Suite.Length == 0 ? "results" : line.Suite)} on {line.Environment}: {Format.Count(line.Sessions.Length, "session")}")).Append('\n');
            foreach (var session in line.Sessions.Reverse())
            {
                var measured = session.MeasuredAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "unknown time";
                var subject = session.Commit?.Subject ?? "";
                text.Append("  ").Append(PlainText.OneLine(
                    $"{ChangeText.Commit(session),-8}  {measured,-20}  {session.Origin.Word(),-15}  {Format.Count(session.Values.Select(value => value.Id).Distinct().Count(), "benchmark")}  {(subject.Length > LongestSubject ? $"{subject[..LongestSubject]}…" : subject)}").TrimEnd()).Append('\n');
            }
        }

        return text.ToString();
    }
}
