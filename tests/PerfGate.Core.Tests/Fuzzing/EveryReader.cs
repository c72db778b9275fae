using System.Text;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>Reads or refuses whatever it is given; see <see cref="Fuzz"/>.</summary>
public class EveryReader
{
    // What is judged again and again takes ten times as long.
    private const int Fewer = 100;

    [Fact]
    public void Of_baselines_and_runs() => Fuzz.Each("baselines", Documents.OfBaselines, Readings.OfBaseline, Fewer);

    [Fact]
    public void Of_BenchmarkDotNets_exports() => OfReports("benchmarkdotnet", "a-report-full.json", Documents.OfBenchmarkDotNet, Fewer);

    [Fact]
    public void Of_hyperfines_exports() => OfReports("hyperfine", "a.json", Documents.OfHyperfine, 200);

    [Fact]
    public void Of_plain_lines() => OfReports("plain-lines", "a.jsonl", Documents.OfPlainLines, 300);

    [Fact]
    public void Of_results() => Fuzz.Each("results", Documents.OfResults, Readings.OfResult);

    [Fact]
    public void Of_configurations() => Fuzz.Each("configurations", Documents.OfConfigurations, Readings.OfConfiguration);

    [Fact]
    public void Of_calibrations() => Fuzz.Each("calibrations", Documents.OfCalibrations, Readings.OfCalibration);

    [Fact]
    public void Of_histories() => Fuzz.Each("histories", Documents.OfHistories, Readings.OfHistory);

    [Fact]
    public void Of_listings_of_the_JIT() => Fuzz.Each("jit-listings", Documents.OfJitListings, Readings.OfJitListing);

    [Fact]
    public void Of_files_of_events() => Fuzz.Each("events", Documents.OfEvents, Readings.OfEvent);

    private static void OfReports(string kind, string name, IReadOnlyList<string> documents, int usual)
    {
        var sound = Readings.OfReport(name, Encoding.UTF8.GetBytes(documents[0]));
        Fuzz.Each(kind, documents, utf8 => Readings.OfReportOf(name, utf8, sound), usual);
    }
}
