using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Reporting.Texts;
using PerfGate.Tool.Terminal;
using Spectre.Console;

namespace PerfGate.Tool.Reporting;

/// <summary>The result on one screen: the verdict, what is worth a look, the ratios in the run, where it was measured, and what to do next.</summary>
internal sealed class ConsoleReport(Verbosity verbosity, bool noColor)
{
    private const int MostRows = 10;
    private const int MostNotJudged = 5;
    private const int MostRatios = 10;
    private const int Indent = 10;
    private const int WidthOfEverything = 1000;

    // Where nothing is shortened for its width, the longest name is still far narrower than the table: what is folded may begin a line at any place.
    private const int LongestName = 400;
    private const int LongestRule = 60;

    // Of all columns but the name.
    private const int WidthOfRatios = 50;

    // A benchmark's name is recognised by so much of its end.
    private const int ShortestName = 24;

    /// <summary>Writes a result.</summary>
    /// <param name="result">The result.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="useColor">False for none, null to ask the terminal.</param>
    public void Write(GateResult result, TextWriter writer, bool? useColor)
    {
        var console = SpectreConsole.Over(writer, noColor ? false : useColor, SpectreConsole.OneScreen);
        console.MarkupLine($"[bold {ColorOf(result.Outcome)}]{Headline.Word(result)}[/] {Markup.Escape(Headline.Counts(result))}");
        if (Headline.Meaning(result) is { } meaning)
        {
            console.WriteLine(meaning);
        }

        if (verbosity == Verbosity.Quiet || result.Outcome == Outcome.Skipped)
        {
            return;
        }

        if (verbosity == Verbosity.Detailed)
        {
            // Nothing is shortened there: a terminal breaks what is wider.
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfEverything);
            WriteAll(console, result);
        }
        else
        {
            WriteNotable(console, result);
            WriteRatios(console, result);
        }

        WriteExplanations(writer, result);
        WriteGrounds(writer, result);
        WriteSides(console, result.Environment);
        if (Headline.Launches(result) is { } launches)
        {
            writer.WriteLine($"launches  {launches}");
        }

        foreach (var (command, reason) in NextSteps.Of(result))
        {
            writer.WriteLine($"next      {command}   # {reason}");
        }
    }

    private static void WriteNotable(IAnsiConsole console, GateResult result)
    {
        var notable = Headline.InOrder(result.Judgements).Where(j => Headline.IsWorthALook(j) && j.Verdict != Verdict.Added).ToList();
        if (notable.Count == 0)
        {
            return;
        }

        // What is not judged is an example of what there is.
        var shown = notable.TakeWhile((j, i) => i < (Headline.IsNotJudged(j) ? MostNotJudged : MostRows)).ToList();
        // With no room for all, the names say more than the intervals.
        string[] columns = shown.Exists(j => Format.Interval(j.Comparison.Interval) != "-") ? ["", "benchmark", "baseline", "now", "ratio", "95 % interval"] : ["", "benchmark", "baseline", "now", "ratio"];
        var rows = shown.ConvertAll(j => Cells(j)[..columns.Length]);
        var left = console.Profile.Width - WidthWithoutName(columns, rows);
        if (left < Math.Min(ShortestName, rows.Max(row => row[1].Length)) && columns.Length == 6)
        {
            left += columns[5].Length > rows.Max(row => row[5].Length) ? columns[5].Length + 2 : rows.Max(row => row[5].Length) + 2;
            columns = columns[..5];
            rows = rows.ConvertAll(row => row[..5]);
        }

        var table = NewTable(columns);
        foreach (var (judgement, row) in shown.Zip(rows))
        {
            table.AddRow([
                $"[{ColorOf(judgement)}]{row[0]}[/]", Markup.Escape(PlainText.FromTheLeft(row[1], Math.Max(left, 2))), .. row[2..].Select(Markup.Escape),
            ]);
        }

        console.Write(table);
        WriteMore(console, notable.Count - shown.Count);
    }

    private static string[] Cells(Judgement judgement)
    {
        var c = judgement.Comparison;
        return
        [
            Headline.Word(judgement), Name(c.Metric == Metric.Time ? c.Id.ShortName : $"{c.Id.ShortName} {c.Metric.Name}"), Value(c.Baseline, c.Metric),
            Value(c.Candidate, c.Metric), Format.Ratio(c.Ratio), Format.Interval(c.Interval),
        ];
    }

    // Two spaces after each column, the name's too.
    private static int WidthWithoutName(string[] columns, List<string[]> rows) =>
        2 + Enumerable.Range(0, columns.Length).Where(i => i != 1).Sum(i => Math.Max(columns[i].Length, rows.Max(row => row[i].Length)) + 2);

    private static void WriteRatios(IAnsiConsole console, GateResult result)
    {
        if (result.Ratios.IsEmpty)
        {
            return;
        }

        var table = NewTable("", "ratio in the run", "pairs", "mean", "least", "most", "baseline");
        var rules = RatioSummary.Of(result).ToList();
        foreach (var rule in rules.Take(MostRatios))
        {
            table.AddRow(
                "", Markup.Escape(PlainText.FromTheLeft(PlainText.OneLine(rule.Name), Math.Max(ShortestName, console.Profile.Width - WidthOfRatios))), rule.Pairs.ToString(CultureInfo.InvariantCulture), Format.Ratio(rule.Mean),
                Format.Ratio(rule.Least), Format.Ratio(rule.Most), Format.Ratio(rule.BaselineMean));
        }

        console.Write(table);
        WriteMore(console, rules.Count - MostRatios);
    }

    private static void WriteMore(IAnsiConsole console, int more)
    {
        if (more > 0)
        {
            console.WriteLine($"and {more} more: all are in the reports, and here with --verbosity detailed");
        }
    }

    private static void WriteAll(IAnsiConsole console, GateResult result)
    {
        foreach (var rule in result.Ratios.GroupBy(r => r.Name))
        {
            var names = rule.Key.Split(" / ");
            var ratios = NewTable("", "benchmark", names[0], names.Length > 1 ? names[1] : "divided by", rule.Key, "95 % interval", "baseline");
            foreach (var r in rule)
            {
                ratios.AddRow(
                    "", Markup.Escape(Name(r.Id.ShortName)), Format.Value(r.Value, Metric.Time), Format.Value(r.PartnerValue, Metric.Time),
                    $"[{(r.Changed ? "yellow" : "default")}]{Format.Ratio(r.Ratio)}[/]", Markup.Escape(Format.Interval(r.Interval)), Format.Ratio(r.BaselineRatio));
            }

            console.Write(ratios);
        }

        var table = NewTable("", "benchmark", "baseline", "now", "ratio", "95 % interval", "would show");
        foreach (var judgement in Headline.InOrder(result.Judgements))
        {
            var cells = Cells(judgement);
            table.AddRow([
                $"[{ColorOf(judgement)}]{cells[0]}[/]", .. cells[1..].Select(Markup.Escape),
                (judgement.Comparison.Detects ?? judgement.Comparison.MinimumDetectableEffect) is { } mde ? Format.Percent(mde) : "-",
            ]);
        }

        console.Write(table);
    }

    private void WriteExplanations(TextWriter writer, GateResult result)
    {
        foreach (var (id, explanation) in ExplanationLines.Of(result))
        {
            var text = new StringBuilder();
            ExplanationText.Lines(text, explanation, isWhole: verbosity == Verbosity.Detailed, new string(' ', Indent));
            writer.WriteLine($"why       {Name(id.ShortName)}");
            writer.Write(text);
        }
    }

    private static void WriteGrounds(TextWriter writer, GateResult result)
    {
        foreach (var judgement in result.Judgements)
        {
            if (judgement is { Verdict: Verdict.Accepted, Comparison: { Accepted: { } accepted } c })
            {
                writer.WriteLine(PlainText.OneLine($"accepted  {c.Id.ShortName} {c.Metric.Name} up to {Format.Percent(accepted.UpTo)} {accepted.Grounds}"));
            }

            if (judgement is { HasCrept: true, Anchor: { Comparison: var a } anchor })
            {
                writer.WriteLine(PlainText.OneLine($"crept     {a.Id.ShortName} {a.Metric.Name} since '{anchor.Name}': {Value(a.Baseline, a.Metric)} -> {Value(a.Candidate, a.Metric)}, ratio {Format.Ratio(a.Ratio)} {Format.Interval(a.Interval)}"));
            }
        }
    }

    private static void WriteSides(IAnsiConsole console, EnvironmentNote note)
    {
        WriteField(console, "now", On(note.CandidateSource, note.Candidate));
        WriteField(console, "baseline", note.Baseline is null ? "none"
            : On(note.BaselineSource, note.MatchesBaseline && note.Baseline != EnvironmentNote.UnknownMachine ? "the same kind of machine" : note.Baseline));

        static string On(string source, string machine) => source.Length > 0 ? $"{source} on {machine}" : $"on {machine}";
    }

    // Further lines stand below the first one's text. What GitHub takes for a command at the start of a line does not come to stand there.
    private static void WriteField(IAnsiConsole console, string name, string text)
    {
        var line = name.PadRight(Indent - 1);
        foreach (var word in PlainText.OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > Indent && !word.StartsWith("::", StringComparison.Ordinal) && line.Length + 1 + word.Length > console.Profile.Width)
            {
                console.Profile.Out.Writer.WriteLine(line);
                line = new string(' ', Indent - 1);
            }

            line += $" {word}";
        }

        console.Profile.Out.Writer.WriteLine(line);
    }

    // The first two columns are texts.
    private static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None).ShowHeaders();
        foreach (var (i, column) in columns.Index())
        {
            table.AddColumn(new TableColumn($"[dim]{Markup.Escape(PlainText.FromTheLeft(PlainText.OneLine(column), LongestRule))}[/]")
            {
                Alignment = i < 2 ? Justify.Left : Justify.Right,
                NoWrap = true,
                Padding = new Padding(0, 0, 2, 0),
            });
        }

        return table;
    }

    // Shortened before, too: one line of a text is its beginning, and names differ at their end.
    private static string Name(string text) => PlainText.FromTheLeft(PlainText.OneLine(PlainText.FromTheLeft(text, PlainText.Longest)), LongestName);

    private static string Value(Side? side, Metric metric) => side is null ? "-" : Format.Value(side.Value, metric);

    private static string ColorOf(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "green",
        Outcome.Inconclusive or Outcome.Skipped => "yellow",
        _ => "red",
    };

    private static string ColorOf(Judgement judgement) => judgement switch
    {
        { HasCrept: true } => "red",
        { Verdict: Verdict.Unchanged or Verdict.Passed or Verdict.Improved } => "green",
        { Verdict: Verdict.Inconclusive or Verdict.Added or Verdict.Accepted } => "yellow",
        _ => "red",
    };
}
