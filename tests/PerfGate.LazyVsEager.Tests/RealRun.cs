using System.Text.Json;
using CliWrap.Buffered;

namespace PerfGate.LazyVsEager.Tests;

public sealed class RealRun : IDisposable
{
    private readonly DirectoryInfo _artifacts = Directory.CreateTempSubdirectory("perfgate-suite-");

    public void Dispose() => _artifacts.Delete(recursive: true);

    [Fact]
    public async Task The_list_names_all_six_groups()
    {
        BufferedCommandResult run = await Suite.RunAsync(Suite.Folder, "--list", "flat");

        string[] groups = [.. run.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('.')[2]).Distinct().Order()];
        Assert.Equal(["AsyncExecution", "BasicOperations", "ComplexGraph", "GraphBuilding", "LoRA", "MatrixMultiplication"], groups);
    }

    [Fact]
    public async Task One_group_gives_a_table_with_ratios_and_counters_in_its_json()
    {
        BufferedCommandResult run = await RunAsync("*ComplexGraph*");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\| Method +\| N +\|.*\| Ratio \|.*\| Nodes \| Kernels \| Allocated \|", run.StandardOutput);
        JsonElement[] benchmarks = ReadReport("ComplexGraph");
        Assert.Equal(6, benchmarks.Length);
        foreach (JsonElement benchmark in benchmarks)
        {
            bool lazy = benchmark.GetProperty("Method").GetString() == "SoftmaxLazy";
            Assert.Equal(lazy ? 7 : null, Metric(benchmark, "GraphNodes"));
            Assert.Equal(lazy ? 4 : null, Metric(benchmark, "KernelsLaunched"));
            Assert.True(benchmark.GetProperty("Memory").GetProperty("BytesAllocatedPerOperation").GetInt64() > 0);
            Assert.True(benchmark.GetProperty("Statistics").GetProperty("Mean").GetDouble() > 0);
        }
    }

    [Fact]
    public async Task Matrix_products_have_a_rate_and_the_command_line_may_set_iterations_and_toolchain()
    {
        BufferedCommandResult run = await RunAsync("*MatrixMultiplication*(N: 64)", "--inProcess", "--iterationCount", "2", "--launchCount", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GFLOP/s", run.StandardOutput, StringComparison.Ordinal);
        JsonElement[] benchmarks = ReadReport("MatrixMultiplication");
        Assert.Equal(2, benchmarks.Length);
        Assert.All(benchmarks, benchmark => Assert.InRange(Metric(benchmark, "GFlops") ?? 0, 0.01, 10_000));
        Assert.All(benchmarks, benchmark => Assert.Equal(2, benchmark.GetProperty("Measurements").EnumerateArray().Count(
            m => m.GetProperty("IterationMode").GetString() == "Workload" && m.GetProperty("IterationStage").GetString() == "Actual")));
    }

    private Task<BufferedCommandResult> RunAsync(string filter, params string[] arguments) =>
        Suite.RunAsync(Suite.Folder, ["--filter", filter, "--exporters", "json", "--artifacts", _artifacts.FullName, .. arguments]);

    private JsonElement[] ReadReport(string group)
    {
        string path = Path.Combine(_artifacts.FullName, "results", $"PerfGate.LazyVsEager.{group}-report-full-compressed.json");
        return [.. JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("Benchmarks").EnumerateArray()];
    }

    private static double? Metric(JsonElement benchmark, string id) => benchmark.GetProperty("Metrics").EnumerateArray()
        .Where(metric => metric.GetProperty("Descriptor").GetProperty("Id").GetString() == id)
        .Select(metric => (double?)metric.GetProperty("Value").GetDouble())
        .SingleOrDefault();
}
