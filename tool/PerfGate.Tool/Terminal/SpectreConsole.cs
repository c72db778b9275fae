using System.Globalization;
using Spectre.Console;

namespace PerfGate.Tool.Terminal;

/// <summary>Consoles for tables.</summary>
internal static class SpectreConsole
{
    private const int WidthOfLogs = 140;

    /// <summary>The width that a report of one screen takes where there is no terminal to ask.</summary>
    public const int OneScreen = 80;

    /// <summary>A console that writes to a writer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="useColor">False for none, null to ask the terminal.</param>
    /// <param name="width">The width in characters where there is no terminal to ask; the variable COLUMNS goes before it.</param>
    public static IAnsiConsole Over(TextWriter writer, bool? useColor, int width = WidthOfLogs)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = useColor == false ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = useColor == false ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            // In a CI system that shows colours they would be switched on again, in a file too.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = useColor != false },
        });
        if (Console.IsOutputRedirected || writer != Console.Out)
        {
            console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out var columns) && columns > 0 ? columns : width;
        }

        return console;
    }
}
