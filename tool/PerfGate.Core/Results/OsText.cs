using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Results;

/// <summary>
/// Brings the names that BenchmarkDotNet has given to one operating system over the years to one: <c>ubuntu 22.04</c>,
/// <c>Ubuntu 22.04.4 LTS (Jammy Jellyfish)</c> and <c>Linux Ubuntu 22.04.5 LTS (Jammy Jellyfish)</c>.
/// </summary>
internal static partial class OsText
{
    // The first build of Windows 11; before BenchmarkDotNet 0.13.2 it was reported as 10.0.22000.
    private const int FirstOfWindows11 = 22000;

    /// <summary>Family and number in lower case; an empty text stays one.</summary>
    public static string Comparable(string name)
    {
        var text = name.ToLowerInvariant();
        return text.Contains("windows", StringComparison.Ordinal) ? Windows(text)
            : Mac().IsMatch(text) ? MacOs(text)
            : Linux(text);
    }

    private static string Windows(string text)
    {
        if (Kernel().Match(text) is not { Success: true } kernel)
        {
            return $"windows {Number().Match(text).Value}".Trim();
        }

        var build = int.Parse(kernel.Groups["build"].ValueSpan, CultureInfo.InvariantCulture);
        return kernel.Groups["version"].Value is not "10.0" and var version ? $"windows {version}"
            : build >= FirstOfWindows11 ? "windows 11" : "windows 10";
    }

    // A major version a year since 11; before, the year was in the minor version.
    private static string MacOs(string text)
    {
        var number = Number().Match(Brackets().Replace(text, " ")).Value;
        return $"macos {(number.StartsWith("10.", StringComparison.Ordinal) ? number : number.Split('.')[0])}".Trim();
    }

    private static string Linux(string text)
    {
        var words = Filler().Replace(Brackets().Replace(text, " ").Replace('-', ' '), " ");
        var number = Number().Match(words);
        var family = string.Join(' ', (number.Success ? words[..number.Index] : words).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        family = family switch
        {
            "rhel" => "red hat enterprise",
            "amzn" => "amazon",
            "linuxmint" => "mint",
            "" when number.Success => "linux",
            _ => family,
        };
        // A point release of Debian is a patch level, and only some versions tell it.
        var version = family == "debian" ? number.Value.Split('.')[0] : number.Value;
        return $"{family} {version}{(text.EndsWith(" wsl", StringComparison.Ordinal) ? " wsl" : "")}".Trim();
    }

    [GeneratedRegex(@"\b(?<version>[0-9]+\.[0-9]+)\.(?<build>[0-9]{4,6})\b")]
    private static partial Regex Kernel();

    [GeneratedRegex(@"^(?:macos|mac os|osx)")]
    private static partial Regex Mac();

    [GeneratedRegex(@"[0-9]+(?:\.[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b(?:gnu/linux|linux|lts|wsl|v(?=[0-9]))\b|\bv(?=[0-9])")]
    private static partial Regex Filler();
}
