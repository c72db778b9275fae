using System.Text;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Studies;
using static PerfGate.Reporting.Texts.Markdown;

namespace PerfGate.Reporting.Studies;

/// <summary>What a study says in short, and where an arm loses.</summary>
internal static class StudySummary
{
    private static readonly string[] Columns =
        ["arm", "against", "comparisons", "faster", "same", "slower", "undecided", "geometric mean", "lowest", "highest"];

    private static readonly string[] LossColumns = ["operation", "against", "time", "the other's", "speed-up", "95 % interval", "takes"];

    public static void Write(StringBuilder text, StudyResult result)
    {
        Line(text, "## In short\n");
        Table(text, Columns, 2, result.Study.Comparisons.Where(pair => result.Has(pair.Arm) && result.Has(pair.Against)).Select(pair => Row(pair, result.FindingsOf(pair))));
        Line(text, "The geometric mean of the speed-ups weighs every comparison alike: it speaks of these operations and sizes, not of programs.\n");
        foreach (var arm in result.Study.Arms.Where(arm => result.Findings.Any(finding => finding.Comparison.Pair.Arm == arm)))
        {
            Losses(text, arm, [.. result.Findings.Where(finding => finding.Comparison.Pair.Arm == arm)]);
        }
    }

    private static IEnumerable<string> Row(StudyPair pair, IReadOnlyCollection<StudyFinding> findings)
    {
        var ratios = findings.Select(finding => finding.Comparison.Speedup.Ratio).ToList();
        return
        [
            Escape(pair.Arm.Name),
            Escape(pair.Against.Name),
            Text(findings.Count),
            Count(StudyVerdict.Faster),
            Count(StudyVerdict.Same),
            Count(StudyVerdict.Slower),
            Count(StudyVerdict.Undecided),
            Format.Ratio(ratios.Count == 0 ? null : Math.Exp(ratios.Average(Math.Log))),
            Format.Ratio(ratios.Count == 0 ? null : ratios.Min()),
            Format.Ratio(ratios.Count == 0 ? null : ratios.Max()),
        ];

        string Count(StudyVerdict verdict) => Text(findings.Count(finding => finding.Comparison.Verdict == verdict));
    }

    private static void Losses(StringBuilder text, StudyArm arm, IReadOnlyCollection<StudyFinding> findings)
    {
        var losses = findings.Where(finding => finding.Comparison.Verdict == StudyVerdict.Slower).OrderBy(finding => finding.Comparison.Speedup.Ratio).ToList();
        var undecided = findings.Count(finding => finding.Comparison.Verdict == StudyVerdict.Undecided);
        Line(text, $"## Where {Escape(arm.Name)} loses\n");
        if (losses.Count > 0)
        {
            Table(text, LossColumns, 2, losses.Select(LossRow));
        }
        else
        {
            Line(text, $"Nowhere: none of {Format.Count(findings.Count, "comparison")} is slower{(undecided > 0 ? $", and {undecided} could not be decided" : "")}.\n");
        }
    }

    private static IEnumerable<string> LossRow(StudyFinding finding)
    {
        var (pair, speedup, _) = finding.Comparison;
        return
        [
            Escape(StudyTables.Describe(finding)),
            Escape(pair.Against.Name),
            Format.Value(finding.Row.Find(pair.Arm)!.Time, Metric.Time),
            Format.Value(finding.Row.Find(pair.Against)!.Time, Metric.Time),
            Format.Ratio(speedup.Ratio),
            Format.Interval(speedup.Interval),
            $"{Format.Ratio(1 / speedup.Ratio)} times as long",
        ];
    }

    private static string Text(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
