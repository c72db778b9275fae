using PerfGate.Diagnostics;

namespace PerfGate.Tool.Reporting;

/// <summary>The page of a code, for a terminal.</summary>
internal static class PageText
{
    private const int Width = 100;

    /// <summary>Writes it: headline, exit code, and cause, example and remedy with lines of a readable length. Code and lists keep their lines.</summary>
    public static void Write(DiagnosticPage page, TextWriter output)
    {
        output.WriteLine($"{page.Code} {page.Title}");
        output.WriteLine($"As an error, it ends with exit code {(int)page.Code.ToExitCode()}.");
        var (paragraph, isCode) = (new List<string>(), false);
        foreach (var line in page.WithoutBold.Split('\n').Append(""))
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal);
            if (!isCode && !isFence && line.Length > 0 && line[0] is not '|' and not '-')
            {
                paragraph.Add(line);
                continue;
            }

            Flush(paragraph, output);
            isCode ^= isFence;
            if (!isFence && line.Length > 0)
            {
                output.WriteLine(isCode ? $"    {line}" : line);
            }
        }
    }

    private static void Flush(List<string> paragraph, TextWriter output)
    {
        if (paragraph.Count == 0)
        {
            return;
        }

        output.WriteLine();
        var length = 0;
        foreach (var word in paragraph.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var wraps = length + 1 + word.Length > Width;
            output.Write(length == 0 ? word : wraps ? $"{output.NewLine}{word}" : $" {word}");
            length = length == 0 || wraps ? word.Length : length + 1 + word.Length;
        }

        output.WriteLine();
        paragraph.Clear();
    }
}
