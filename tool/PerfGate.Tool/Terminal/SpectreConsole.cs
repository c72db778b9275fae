using Spectre.Console;

namespace PerfGate.Tool.Terminal;

/// <summary>Consoles for tables.</summary>
internal static class SpectreConsole
{
    private const int WidthOfLogs = 140;

    /// <summary>A console that writes to a writer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="useColor">False for none, null to ask the terminal.</param>
    public static IAnsiConsole Over(TextWriter writer, bool? useColor)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = useColor == false ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = useColor == false ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (Console.IsOutputRedirected || writer != Console.Out)
        {
            console.Profile.Width = WidthOfLogs;
        }

        return console;
    }
}
