using System.Text;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>Reads or refuses whatever it is given; see <see cref="Fuzz"/>.</summary>
public class EveryReader
{
    // What is judged again and again takes ten times as long.
    private const int Fewer = 100;

    [Fact]
    public void Of_baselines_and_runs() => Fuzz.Each(Documents.OfBaselines, Readings.OfBaseline, Fewer);

    [Fact]
    public void Of_BenchmarkDotNets_exports() => OfReports("a-report-full.json", Documents.OfBenchmarkDotNet, Fewer);

    [Fact]
    public void Of_hyperfines_exports() => OfReports("a.json", Documents.OfHyperfine, 200);

    [Fact]
    public void Of_plain_lines() => OfReports("a.jsonl", Documents.OfPlainLines, 300);

    [Fact]
    public void Of_results() => Fuzz.Each(Documents.OfResults, Readings.OfResult);

    [Fact]
    public void Of_configurations() => Fuzz.Each(Documents.OfConfigurations, Readings.OfConfiguration);

    [Fact]
    public void Of_calibrations() => Fuzz.Each(Documents.OfCalibrations, Readings.OfCalibration);

    [Fact]
    public void Of_histories() => Fuzz.Each(Documents.OfHistories, Readings.OfHistory);

    [Fact]
    public void Of_listings_of_the_JIT() => Fuzz.Each(Documents.OfJitListings, Readings.OfJitListing);

    [Fact]
    public void Of_files_of_events() => Fuzz.Each(Documents.OfEvents, Readings.OfEvent);

    private static void OfReports(string name, IReadOnlyList<string> documents, int usual)
    {
        var sound = Readings.OfReport(name, Encoding.UTF8.GetBytes(documents[0]));
        Fuzz.Each(documents, utf8 => Readings.OfReportOf(name, utf8, sound), usual);
    }
}
