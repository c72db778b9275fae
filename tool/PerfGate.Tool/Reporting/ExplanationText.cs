using System.Text;
using PerfGate.Explaining;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Reporting.Texts;

namespace PerfGate.Tool.Reporting;

/// <summary>Shows an explanation on a terminal.</summary>
internal static class ExplanationText
{
    /// <summary>What <c>explain</c> prints: the benchmark first, then what grew.</summary>
    /// <param name="id">The benchmark.</param>
    /// <param name="reference">The commit that was compared with.</param>
    /// <param name="explanation">What was found.</param>
    /// <param name="isWhole">Whether to show all lines, and the JIT's code.</param>
    public static string Of(BenchmarkId id, string reference, Explanation explanation, bool isWhole)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(PlainText.OneLine(line)).Append('\n');
        Line($"{(explanation.IsSlower ? "SLOWER" : "NOT SHOWN SLOWER")}  {id}: an operation takes {Format.Change(explanation.TimeBefore, explanation.TimeAfter, Metric.Time)}, since {reference[..7]}");
        Lines(text, explanation, isWhole, "  ");
        Line($"  {Format.Count(explanation.SamplesBefore, "sample")} of before, {explanation.SamplesAfter} of now; garbage collection stopped the program for {Share(explanation.PausedShare.Before)} and {Share(explanation.PausedShare.After)} of the time");
        foreach (var change in isWhole ? explanation.Code : [])
        {
            Line($"  the JIT's code of {change.Method}: {change.SizeBefore} -> {change.SizeAfter} bytes");
            foreach (var line in PlainText.Lines(change.Difference))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Adds the sentences, as many as a screen shows or all, each on a line.</summary>
    public static void Lines(StringBuilder text, Explanation explanation, bool isWhole, string indent)
    {
        var lines = ExplanationLines.Of(explanation);
        foreach (var line in isWhole ? lines : lines.Take(ExplanationLines.OnScreen))
        {
            text.Append(indent).Append(PlainText.OneLine(line)).Append('\n');
        }

        if (!isWhole && lines.Count > ExplanationLines.OnScreen)
        {
            text.Append(indent).Append(System.Globalization.CultureInfo.InvariantCulture, $"and {lines.Count - ExplanationLines.OnScreen} more: with --verbosity detailed\n");
        }
    }

    private static string Share(double share) => share.ToString("0.#%", System.Globalization.CultureInfo.InvariantCulture).Replace("%", " %", StringComparison.Ordinal);
}
