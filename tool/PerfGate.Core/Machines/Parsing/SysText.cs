using System.Globalization;

namespace PerfGate.Machines.Parsing;

/// <summary>Short texts of Linux' /sys and /proc, and of system tools.</summary>
public static class SysText
{
    // ADDR_NO_RANDOMIZE of Linux' personality(2).
    private const uint AddressesNotRandomized = 0x0040000;

    /// <summary>A file that holds 0 or 1.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static bool Flag(string text) => text.Trim() switch
    {
        "0" => false,
        "1" => true,
        var other => throw new FormatException($"'{other}' is neither 0 nor 1"),
    };

    /// <summary>A file that holds a count.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static long Count(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw new FormatException($"'{text.Trim()}' is no count");

    /// <summary>Whether memory is laid out anew in each process.</summary>
    /// <param name="setting">What /proc/sys/kernel/randomize_va_space holds.</param>
    /// <param name="personality">What /proc/self/personality holds: flags of this process, which those that it starts inherit.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static bool IsLayoutRandom(string setting, string personality) =>
        uint.TryParse(personality.Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var flags)
            ? Count(setting) > 0 && (flags & AddressesNotRandomized) == 0
            : throw new FormatException($"/proc/self/personality is '{personality.Trim()}'");

    /// <summary>A file that holds a word, such as a frequency governor's name.</summary>
    /// <exception cref="FormatException">It is empty, or several words.</exception>
    public static string Word(string text) => text.Trim() is { Length: > 0 } word && !word.Any(char.IsWhiteSpace)
        ? word
        : throw new FormatException($"'{text.Trim()}' is no word");

    /// <summary>The load average of the last minute, the first number of /proc/loadavg.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static double LoadAverage(string text) =>
        double.TryParse(text.Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var load) && double.IsFinite(load)
            ? load
            : throw new FormatException($"/proc/loadavg is '{text.Trim()}'");

    /// <summary>The name in brackets of what <c>powercfg /getactivescheme</c> writes, in any language.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string PowerPlan(string text)
    {
        var (open, close) = (text.LastIndexOf('('), text.LastIndexOf(')'));
        return open < 0 || close <= open + 1
            ? throw new FormatException($"powercfg wrote '{text.Trim()}'")
            : KnownPlan(text) ?? text[(open + 1)..close];
    }

    /// <summary>Whether <c>pmset -g batt</c> says that a battery is drawn from.</summary>
    /// <exception cref="FormatException">It says neither.</exception>
    public static bool DrawsFromBattery(string text) =>
        text.Contains("drawing from 'Battery Power'", StringComparison.Ordinal) ? true
        : text.Contains("drawing from 'AC Power'", StringComparison.Ordinal) ? false
        : throw new FormatException($"pmset wrote '{text.Trim()}'");

    // Names are translated, identities are not.
    private static string? KnownPlan(string text) =>
        text.Contains("8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c", StringComparison.OrdinalIgnoreCase) ? "high performance"
        : text.Contains("e9a42b02-d5df-448d-aa00-03f14749eb61", StringComparison.OrdinalIgnoreCase) ? "ultimate performance"
        : null;
}
