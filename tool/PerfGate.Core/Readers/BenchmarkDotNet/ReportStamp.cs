using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Reads the time that BenchmarkDotNet writes into a report's title (<c>Type-20250101-100000</c>) and into the names of joined reports
/// (<c>BenchmarkRun-joined-2025-01-01-10-00-00-report-full.json</c>).
/// </summary>
internal static partial class ReportStamp
{
    private const string Digits = "yyyyMMddHHmmss";

    /// <summary>The time of the title, else of the file's name, else null.</summary>
    public static DateTime? Of(string? title, string source) => Find(title ?? "") ?? Find(Path.GetFileName(source));

    private static DateTime? Find(string text) => Stamp().Match(text) is { Success: true } match
        && DateTime.TryParseExact(match.Value.Replace("-", "", StringComparison.Ordinal), Digits, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : null;

    [GeneratedRegex(@"(?<![0-9])20[0-9]{2}(?:[0-9]{4}-[0-9]{6}|(?:-[0-9]{2}){5})(?![0-9])")]
    private static partial Regex Stamp();
}
