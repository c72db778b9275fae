using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;

namespace PerfGate.Core.Tests.Readers;

/// <summary>What each BenchmarkDotNet that is served wrote itself: see tests/data/exports/README.md.</summary>
public partial class ExportsTests
{
    public static TheoryData<string> Folders =>
        [.. Directory.GetFiles(Repository.PathOf("tests/data/exports"), "expected.txt", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.PathOf("tests/data/exports"), Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_benchmark_has_an_identity_of_its_own(string folder)
    {
        var expected = File.ReadAllLines(Path.Combine(Repository.PathOf("tests/data/exports"), folder, "expected.txt")).Where(line => line.Length > 0);
        var cases = Read(folder).SelectMany(report => report.Report.Cases).ToList();

        // There, jobs have the names that people give them.
        Assert.Equal(
            expected.Select(line => BenchmarkId.Parse(line.Replace("\\n", "\n", StringComparison.Ordinal)).FullName).Order(StringComparer.Ordinal),
            cases.Select(c => c.Id.FullName.Replace("\\n", "\n", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(cases.Count, cases.Select(c => c.Id).Distinct().Count());
        Assert.All(cases, c => Assert.Equal(c.Id.Job, BenchmarkId.Parse(c.Id.ToString()).Job));
        Assert.DoesNotContain(cases, c => c.Id.Job.Contains("Count=", StringComparison.Ordinal) || c.Id.Job.Contains("Job", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Only_what_failed_has_failed_and_allocation_is_never_lost(string folder)
    {
        foreach (var (report, json) in Read(folder))
        {
            foreach (var (c, benchmark) in report.Cases.Zip(json.GetProperty("Benchmarks").EnumerateArray()))
            {
                Assert.Equal(benchmark.GetProperty("Statistics").ValueKind == JsonValueKind.Null, c.Failure is not null);
                Assert.False(c.LacksAllocation);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Without_the_overhead_times_are_BenchmarkDotNets_own(string folder)
    {
        foreach (var (report, json) in Read(folder))
        {
            foreach (var (c, benchmark) in report.Cases.Zip(json.GetProperty("Benchmarks").EnumerateArray()).Where(pair => pair.First.Failure is null))
            {
                var read = c.Measured.Single(m => m.Metric == Metric.Time).Sample.Launches.SelectMany(launch => launch.Iterations).ToList();
                var own = benchmark.GetProperty("Measurements").EnumerateArray()
                    .Where(m => m.GetProperty("IterationStage").GetString() == "Result")
                    .Select(m => m.GetProperty("Nanoseconds").GetDouble() / m.GetProperty("Operations").GetDouble());
                // What is nothing there is a thousandth of the overhead here.
                Assert.All(own.Where(time => time > 0), time => Assert.Contains(read, t => Math.Abs(t - time) <= 1e-6 * time + 1e-2));
            }
        }
    }

    private static IEnumerable<(Report Report, JsonElement Json)> Read(string folder) => Directory
        .GetFiles(Path.Combine(Repository.PathOf("tests/data/exports"), folder), "*.json")
        .Select(File.ReadAllBytes)
        .Select(bytes => (ReportReader.Read("report.json", bytes, []), JsonDocument.Parse(Bare().Replace(Encoding.UTF8.GetString(bytes), "\"\"")).RootElement));

    [GeneratedRegex(@"(?<=:)NaN\b")]
    private static partial Regex Bare();
}
