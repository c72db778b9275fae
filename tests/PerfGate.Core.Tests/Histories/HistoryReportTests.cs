using System.Text.RegularExpressions;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Model;
using PerfGate.Reporting.Histories;
using PerfGate.Reporting.Histories.Page;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Histories;

public class HistoryReportTests
{
    private const string Hostile = "</script>{{script}}\u001b[2J\u202e##vso[x]=1,\"";

    private static readonly HistoryLine Line = MakeHistory.Line(MakeHistory.Noisy(new Random(1), 30, day => day < 12 ? 100 : 110));

    [Fact]
    public void The_terminal_shows_trend_change_and_commits()
    {
        var text = HistoryText.Render(Line, HistoryChanges.Find(Line), showsAll: false, 0.01);

        Assert.Contains("30 sessions, 2026-01-01 to 2026-01-30; 1 benchmark; 1 change: 1 worse", text, StringComparison.Ordinal);
        Assert.Matches("Suite.Type.A time\n      [▁▂▃]{12}[▆▇█]{18}  1", text);
        Assert.Matches(@"worse: \d+(\.\d+)? ns -> \d+(\.\d+)? ns, 1\.\d+ times  0012abc\.\.0013abc, 2026-01-13: Commit 13\n", text);
        Assert.EndsWith("At most 1 % of unchanged histories show any change of times.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trend_of_more_sessions_than_columns_is_one_of_medians()
    {
        var points = Enumerable.Range(0, 1000).Select(i => new HistoryPoint(i, MakeHistory.Time("A", i % 100 == 0 ? 1000 : 1 + i))).ToList();

        Assert.Equal("▁▂▃▃▄▅▆▆▇▇", Sparkline.Of(points, 10).Replace('█', '▇')[..10]);
        Assert.Equal("▁", Sparkline.Of(points.Take(1).ToList(), 10));
    }

    [Fact]
    public void Separated_values_are_quoted_and_no_formula()
    {
        var line = new HistoryLine([new HistorySession(Hostile, Make.Here.Key, "m", "", null, DateTimeOffset.UnixEpoch, HistoryOrigin.Run, [new HistoryValue(BenchmarkId.Parse("=HYPERLINK(\"x\")"), Metric.Time, 1.5, 2)])]);

        var rows = HistoryCsv.Render([line]).ToList();

        Assert.Equal(2, rows.Count);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\")\",time,ns,1.5,2,0\n", rows[1], StringComparison.Ordinal);
        Assert.Contains(",,,,1970-01-01T00:00:00Z,run,", rows[1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', rows[1]);
    }

    [Fact]
    public void Texts_of_others_mean_nothing_in_the_page_nor_in_the_terminal()
    {
        var line = new HistoryLine([.. Enumerable.Range(1, 30).Select(day => new HistorySession(
            Hostile, new EnvironmentKey(Hostile), Hostile, Hostile, new HistoryCommit("abcdef0123", Hostile), DateTimeOffset.UnixEpoch.AddDays(day), HistoryOrigin.Run,
            [new HistoryValue(BenchmarkId.Parse(Hostile), new Metric(Hostile, Hostile, MetricDirection.LowerIsBetter, MetricKind.Sampled), (day < 15 ? 100 : 200) + (day * 7 % 5), 2)],
            [new AcceptedRegression(BenchmarkId.Parse(Hostile), Hostile, 1, Hostile, Hostile, new DateOnly(2026, 1, 1), null)]))]);
        var changes = HistoryChanges.Find(line);

        var page = HistoryPage.Render([(line, changes)], 0.01);
        var text = HistoryText.Render(line, changes, showsAll: true, 0.01);

        Assert.Single(changes);
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.Equal(1, Regex.Count(page, "function makeRow"));
        foreach (var written in new[] { page, text, HistoryJsonReport.Trends([(line, changes)], 0.01), HistoryJsonReport.Sessions(new History(line.Sessions)), HistoryList.Render(new History(line.Sessions)) })
        {
            Assert.DoesNotContain('\u001b', written);
            Assert.DoesNotContain('\u202e', written);
            Assert.DoesNotContain("##vso[", written, StringComparison.Ordinal);
        }
    }
}
