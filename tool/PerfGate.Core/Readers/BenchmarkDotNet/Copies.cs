using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Counts one run that stands in several files once: exported in two formats, joined and by type, or copied. Two runs never agree in every
/// iteration of every launch.
/// </summary>
internal static class Copies
{
    public static (IReadOnlyList<Report> Reports, IEnumerable<Diagnostic> Notes) CountOnce(string place, IReadOnlyList<Report> reports)
    {
        var seen = new Dictionary<BenchmarkId, List<(ReportedCase Case, string File)>>();
        var copies = new List<(BenchmarkId Id, string Copy, string Original)>();
        var counted = reports.Select(report => report with { Cases = [.. report.Cases.Select(c => Once(c, report.FileName)).OfType<ReportedCase>()] }).ToList();
        return copies.Count == 0 ? (reports, []) : (FoundReports.NotEmpty(counted), [Note(place, copies)]);

        ReportedCase? Once(ReportedCase c, string file)
        {
            if (c.Time is not { } time || MayComeAgain(time))
            {
                return c;
            }

            seen.TryAdd(c.Id, []);
            if (seen[c.Id].Find(earlier => time.Equals(earlier.Case.Time)) is not { Case: not null } original)
            {
                seen[c.Id].Add((c, file));
                return c;
            }

            copies.Add((c.Id, file, original.File));
            // What the other file does not say of the run still counts.
            var more = c.Measured.Where(m => !original.Case.Measured.Any(o => o.Metric == m.Metric && o.Sample.Equals(m.Sample))).ToList();
            return more.Count == 0 ? null : c with { Measured = [.. more] };
        }
    }

    // One number of a clock that tells milliseconds, as of a manual timing.
    private static bool MayComeAgain(Sample time) => time.Launches is [{ Iterations: [var nanoseconds] }] && nanoseconds % 1e6 == 0;

    private static Diagnostic Note(string place, IReadOnlyList<(BenchmarkId Id, string Copy, string Original)> copies) => Diagnostic.Warning(
        DiagnosticCode.PG2051,
        $"'{place}' holds one run in several files: its launches count once",
        $"{Format.Count(copies.Select(c => c.Id).Distinct().Count(), "benchmark")}; "
        + Format.Some([.. copies.Select(c => c.Copy == c.Original ? $"{c.Copy} stands there twice" : $"{c.Copy} repeats {c.Original}").Distinct()]),
        "Export one format (`--exporters json`), and keep copies elsewhere: the same launch seen twice is no second observation");
}
