using System.Collections.Immutable;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Reporting.Texts;
using static PerfGate.Reporting.Html.HtmlText;

namespace PerfGate.Reporting.Histories.Page;

/// <summary>A history as one page that fetches nothing: see docs/history.md.</summary>
public static class HistoryPage
{
    /// <summary>Renders the page; the text ends with a line feed.</summary>
    /// <param name="lines">Each suite on each machine, with what changed in it; at least one.</param>
    /// <param name="alpha">The share of unchanged histories in which anything may be found.</param>
    public static string Render(IReadOnlyList<(HistoryLine Line, ImmutableArray<HistoryChange> Changes)> lines, double alpha)
    {
        var parts = new Dictionary<string, string>
        {
            ["summary"] = string.Concat(lines.Select(line => Summary(line.Line, line.Changes))),
            ["changes"] = Changes(lines),
            ["alpha"] = HowDecided.Share(alpha),
            ["data"] = HistoryPageData.Of(lines).ToJson(),
        };
        return Html.Page.Render("history", ["report.css", "history.css"], parts);
    }

    private static string Summary(HistoryLine line, ImmutableArray<HistoryChange> changes) =>
        $"""<p class="counts">{Escape($"{(line.Suite.Length == 0 ? "Results" : line.Suite)}: {Format.Count(line.Sessions.Length, "session")}, {ChangeText.Day(line.Sessions[0])} to {ChangeText.Day(line.Sessions[^1])}; {HistoryText.Summary(changes)}.")}</p><p class="more">{Escape(line.Machine)}</p>{"\n"}""";

    // Without scripts the page still says what changed.
    private static string Changes(IEnumerable<(HistoryLine Line, ImmutableArray<HistoryChange> Changes)> lines) => string.Concat(lines.SelectMany(line => line.Changes
        .OrderByDescending(change => change is { IsWorse: true, Accepted: null })
        .Select(change => $"""<li><span class="tag {Tone(change)}">{Escape(ChangeText.Word(change))}</span> <span class="name">{Escape($"{change.Series.Id} {change.Series.Metric.Name}")}</span> {Escape($"{ChangeText.Shift(change)}, {ChangeText.Place(change, line.Line)}")}{Escape(string.Concat(change.Beside.Append(ChangeText.Accepted(change)).OfType<string>().Select(more => $" ({more})")))}</li>{"\n"}""")));

    private static string Tone(HistoryChange change) => change switch
    {
        { IsWorse: false } => "good",
        { Accepted: not null } => "warn",
        _ => "bad",
    };
}
