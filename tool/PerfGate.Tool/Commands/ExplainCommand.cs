using System.CommandLine;
using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Reporting;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate explain</c>: the page of a code.</summary>
internal static class ExplainCommand
{
    private const int Suggested = 3;

    public static Command Create()
    {
        var options = new CommonOptions();
        var code = new Argument<string>("CODE") { Description = "A code that a diagnostic has, such as PG2014." };
        code.CompletionSources.Add(Enum.GetNames<DiagnosticCode>());
        var command = new Command("explain", "Shows what a code means: its cause, and what to do about it.") { code };
        foreach (var option in options.Output)
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, _ =>
        {
            PageText.Write(DiagnosticPage.Of(Parse(parsed.GetValue(code)!)), Console.Out);
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    // With or without its letters.
    private static DiagnosticCode Parse(string text)
    {
        var name = text.StartsWith("PG", StringComparison.OrdinalIgnoreCase) ? text.ToUpperInvariant() : $"PG{text}";
        return int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((DiagnosticCode)number)
            ? (DiagnosticCode)number
            : throw new PerfGateException(
                DiagnosticCode.PG1001, $"there is no code '{text}'", null, $"Did you mean {string.Join(", ", DiagnosticPage.NearestTo(name, Suggested))}? All are in docs/diagnostics.md");
    }
}
