using PerfGate.Gating;
using PerfGate.Reporting;
using PerfGate.Results;
using PerfGate.Tool.Terminal;
using Spectre.Console;

namespace PerfGate.Tool.Reporting;

/// <summary>The result for the terminal: ratios, what is worth a look, and the headline last, where the eye is.</summary>
internal sealed class ConsoleReport(Verbosity verbosity, bool noColor)
{
    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="useColor">False for none, null to ask the terminal.</param>
    public void Write(GateResult result, TextWriter writer, bool? useColor)
    {
        var console = SpectreConsole.Over(writer, noColor ? false : useColor);
        if (verbosity != Verbosity.Quiet)
        {
            WriteRatios(console, result);
            WriteVerdicts(console, result);
            WriteGrounds(writer, result);
            WriteSides(writer, result.Environment);
            if (Headline.Launches(result) is { } launches)
            {
                writer.WriteLine($"launches  {launches}");
            }
        }

        console.MarkupLine($"[bold {ColorOf(result.Outcome)}]{Headline.Word(result)}[/] {Markup.Escape(Headline.Counts(result))}");
        if (Headline.Meaning(result) is { } meaning)
        {
            console.MarkupLine(Markup.Escape(meaning));
        }
    }

    private static void WriteRatios(IAnsiConsole console, GateResult result)
    {
        foreach (var rule in result.Ratios.GroupBy(r => r.Name))
        {
            var names = rule.Key.Split(" / ");
            var table = NewTable("benchmark", names[0], names.Length > 1 ? names[1] : "divided by", rule.Key, "95 % interval", "baseline");
            foreach (var r in rule)
            {
                table.AddRow(
                    Markup.Escape(r.Id.ShortName), Format.Value(r.Value, Metric.Time), Format.Value(r.PartnerValue, Metric.Time),
                    $"[{(r.Changed ? "yellow" : "default")}]{Format.Ratio(r.Ratio)}[/]", Markup.Escape(Format.Interval(r.Interval)), Format.Ratio(r.BaselineRatio));
            }

            console.Write(table);
        }
    }

    private void WriteVerdicts(IAnsiConsole console, GateResult result)
    {
        var shown = Headline.InOrder(result.Judgements)
            .Where(j => verbosity == Verbosity.Detailed || (Headline.IsWorthALook(j) && j.Verdict != Verdict.Added))
            .ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var table = NewTable("benchmark", "baseline", "now", "ratio", "95 % interval", "would show", "metric", "verdict");
        foreach (var judgement in shown)
        {
            var c = judgement.Comparison;
            table.AddRow(
                Markup.Escape(c.Id.ShortName), Value(c.Baseline, c.Metric), Value(c.Candidate, c.Metric), Format.Ratio(c.Ratio),
                Markup.Escape(Format.Interval(c.Interval)), (c.Detects ?? c.MinimumDetectableEffect) is { } mde ? Format.Percent(mde) : "-",
                Markup.Escape(c.Metric.Name), $"[{(judgement.HasCrept ? "red" : ColorOf(judgement.Verdict))}]{Headline.Word(judgement)}[/]");
        }

        console.Write(table);
    }

    private static void WriteGrounds(TextWriter writer, GateResult result)
    {
        foreach (var judgement in result.Judgements)
        {
            if (judgement is { Verdict: Verdict.Accepted, Comparison: { Accepted: { } accepted } c })
            {
                writer.WriteLine($"accepted  {c.Id.ShortName} {c.Metric.Name} up to {Format.Percent(accepted.UpTo)} {accepted.Grounds}");
            }

            if (judgement is { HasCrept: true, Anchor: { Comparison: var a } anchor })
            {
                writer.WriteLine($"crept     {a.Id.ShortName} {a.Metric.Name} since '{anchor.Name}': {Value(a.Baseline, a.Metric)} -> {Value(a.Candidate, a.Metric)}, ratio {Format.Ratio(a.Ratio)} {Format.Interval(a.Interval)}");
            }
        }
    }

    // Past the console, which would break a long line at its width.
    private static void WriteSides(TextWriter writer, EnvironmentNote note)
    {
        writer.WriteLine($"now       {note.CandidateSource} on {note.Candidate}");
        writer.WriteLine(note.Baseline is null ? "baseline  none"
            : $"baseline  {note.BaselineSource} on {(note.MatchesBaseline ? "the same kind of machine" : note.Baseline)}");
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (i, column) in columns.Index())
        {
            var isText = i == 0 || column is "metric" or "verdict";
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = isText ? Justify.Left : Justify.Right, NoWrap = i > 0 });
        }

        return table;
    }

    private static string Value(Side? side, Metric metric) => side is null ? "-" : Format.Value(side.Value, metric);

    private static string ColorOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "green",
        Outcome.Inconclusive => "yellow",
        _ => "red",
    };

    private static string ColorOf(Verdict verdict) => verdict switch
    {
        Verdict.Unchanged or Verdict.Passed or Verdict.Improved => "green",
        Verdict.Inconclusive or Verdict.Added or Verdict.Accepted => "yellow",
        _ => "red",
    };
}
