using System.Text;
using PerfGate.Calibrating;
using static PerfGate.Reporting.Texts.Markdown;

namespace PerfGate.Reporting;

/// <summary>A calibration for a page of documentation.</summary>
public static class CalibrationMarkdown
{
    /// <summary>Renders a calibration as GitHub-flavoured Markdown; the text ends with a line feed.</summary>
    public static string Render(CalibrationResult result)
    {
        var text = new StringBuilder();
        Line(text, $"## PerfGate: the noise on {Escape(result.Environment.ToString())}\n");
        foreach (var suite in result.Suites)
        {
            Line(text, $"{CalibrationText.Describe(suite)}.\n");
            Line(text, $"| {string.Join(" | ", CalibrationText.Columns)} |\n|---{string.Concat(CalibrationText.Columns.Skip(1).Select(_ => "|--:"))}|");
            foreach (var benchmark in suite.Benchmarks)
            {
                Line(text, $"| {string.Join(" | ", CalibrationText.Row(suite, benchmark).Select(Escape))} |");
            }

            Line(text, "");
        }

        foreach (var sentence in CalibrationText.Sentences(result))
        {
            Line(text, $"- {Escape(sentence)}");
        }

        foreach (var diagnostic in result.Diagnostics)
        {
            Line(text, $"- **{diagnostic.Severity.ToString().ToLowerInvariant()}** {Escape(diagnostic.ToString())}");
        }

        return text.ToString();
    }
}
