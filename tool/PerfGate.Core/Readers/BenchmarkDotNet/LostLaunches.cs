using System.Globalization;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Names benchmarks that have fewer launches than their job asks for: the others crashed, or their results were cut away.</summary>
internal static partial class LostLaunches
{
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<Report> reports) => reports
        .SelectMany(report => report.Cases.Select(c => (Case: c, report.FileName, Has: c.Time?.Launches.Length ?? int.MaxValue)))
        .Where(c => c.Has < AskedFor(c.Case.DisplayInfo))
        .Select(c => Diagnostic.Warning(
            DiagnosticCode.PG2053,
            $"'{c.Case.Id}' has {c.Has} of {AskedFor(c.Case.DisplayInfo)} launches",
            $"{c.FileName}: its job says LaunchCount={AskedFor(c.Case.DisplayInfo)}",
            "The other launches failed: see BenchmarkDotNet's log, and measure again").About(c.Case.Id));

    private static int AskedFor(string displayInfo) =>
        LaunchCount().Match(displayInfo) is { Success: true } match
        && int.TryParse(match.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    // A characteristic of the job, and not a parameter of this name: those stand behind it, in brackets.
    [GeneratedRegex(@"^[^\[]*?: [^(\[]*\((?:[^\[]*, )?LaunchCount=(?<count>[0-9]+)[,)]")]
    private static partial Regex LaunchCount();
}
