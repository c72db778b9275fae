using PerfGate.Calibrating;
using PerfGate.Formatting;
using PerfGate.Reporting;
using PerfGate.Reporting.Json;
using PerfGate.Tool.Terminal;
using Spectre.Console;

namespace PerfGate.Tool.Reporting;

/// <summary>A calibration for the terminal.</summary>
internal static class CalibrationTable
{
    // What is longer would be folded at any place, and a line may begin there.
    private const int LongestCell = 60;

    /// <summary>A calibration as text.</summary>
    /// <param name="result">The calibration.</param>
    /// <param name="format">One of those that <c>--report</c> takes.</param>
    public static string Render(CalibrationResult result, string format)
    {
        switch (format)
        {
            case "json":
                return CalibrationJsonReport.Render(result);
            case "markdown":
                return CalibrationMarkdown.Render(result);
            default:
                using (var writer = new StringWriter())
                {
                    Write(result, writer, useColor: false);
                    return writer.ToString();
                }
        }
    }

    /// <summary>Writes a calibration.</summary>
    /// <param name="result">The calibration.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="useColor">False for none, null to ask the terminal.</param>
    public static void Write(CalibrationResult result, TextWriter writer, bool? useColor)
    {
        var console = SpectreConsole.Over(writer, useColor);
        foreach (var suite in result.Suites)
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (var (i, column) in CalibrationText.Columns.Index())
            {
                table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = i == 0 ? Justify.Left : Justify.Right, NoWrap = i > 0 });
            }

            foreach (var benchmark in suite.Benchmarks)
            {
                table.AddRow([.. CalibrationText.Row(suite, benchmark).Select(cell => Markup.Escape(PlainText.FromTheLeft(PlainText.OneLine(cell), LongestCell)))]);
            }

            console.Write(table);
            // Past the console, which would break a long line at its width.
            writer.WriteLine(PlainText.OneLine(CalibrationText.Describe(suite)));
        }

        foreach (var sentence in CalibrationText.Sentences(result))
        {
            writer.WriteLine(PlainText.OneLine(sentence));
        }
    }
}
