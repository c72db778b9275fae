using System.Text.Json;
using CliWrap.Buffered;

namespace PerfGate.LazyVsEager.Tests;

public sealed class RealRun : IDisposable
{
    private const int Matrix = 64 * 64 * sizeof(float);

    private readonly DirectoryInfo _artifacts = Directory.CreateTempSubdirectory("perfgate-suite-");

    public void Dispose() => _artifacts.Delete(recursive: true);

    [Fact]
    public async Task The_list_names_all_groups()
    {
        BufferedCommandResult run = await Suite.RunAsync(Suite.Folder, "--list", "flat");

        string[] groups = [.. run.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('.')[2]).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "AsyncBranches", "AsyncExecution", "AsyncInFlight", "Attention", "BasicOperations", "Calibration", "ComplexGraph", "ComplexGraphChain",
                "ComplexGraphGelu", "ComplexGraphSharing", "GraphBuilding", "GraphPlanning", "InferenceSampling", "InferenceToken",
                "LoRA", "LoRABase", "LoRARank", "LoRAReuse", "MatrixMultiplication", "MemoryBound", "Training", "TrainingNormalization", "TrainingStep",
            ],
            groups);
    }

    [Fact]
    public async Task One_group_gives_a_table_with_ratios_and_counters_in_its_json()
    {
        BufferedCommandResult run = await Suite.RunAsync(Suite.Folder, Arguments("*.ComplexGraph.ScaledSoftmax*(N: 64)"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\| Method +\| N +\|.*\| Ratio +\|.*\| Nodes +\| Kernels +\| Intermediate +\| Allocated +\|", run.StandardOutput);
        Assert.Equal(
            [
                ("ScaledSoftmaxEager", null, null, null),
                ("ScaledSoftmaxEagerByHand", null, null, null),
                ("ScaledSoftmaxLazy", 7, 2, 0),
                ("ScaledSoftmaxLazyCached", 7, 2, 0),
                ("ScaledSoftmaxLazyCompiled", 7, 2, 0),
                ("ScaledSoftmaxLazyUnoptimized", 7, 4, 3 * Matrix),
            ],
            CountsOf("ComplexGraph"));
        Assert.All(ReadReport("ComplexGraph"), benchmark =>
        {
            Assert.True(benchmark.GetProperty("Memory").GetProperty("BytesAllocatedPerOperation").GetInt64() > 0);
            Assert.True(benchmark.GetProperty("Statistics").GetProperty("Mean").GetDouble() > 0);
        });
    }

    [Fact]
    public async Task A_pass_that_is_switched_off_shows_in_the_counters()
    {
        BufferedCommandResult run = await Suite.RunWithoutAsync("ScalarFolding", Arguments("*.ComplexGraph.ScaledSoftmaxLazyCached(N: 64)"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("ScaledSoftmaxLazyCached", 7, 3, 0)], CountsOf("ComplexGraph"));
    }

    [Fact]
    public async Task A_pass_that_there_is_not_ends_the_suite_at_once()
    {
        BufferedCommandResult run = await Suite.RunWithoutAsync("Fusion", "--list", "flat");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.StandardOutput);
        Assert.StartsWith("LAZY_PASSES_OFF names a pass 'Fusion'", run.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Products_and_copies_have_a_rate_and_the_command_line_may_set_iterations_but_no_toolchain()
    {
        BufferedCommandResult run = await Suite.RunAsync(
            Suite.Folder,
            Arguments("*MatrixMultiplication.MatMulL*(N: 64)", "*Copy*(N: 64)", "--inProcess", "--iterationCount", "2", "--launchCount", "1"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("GFLOP/s", run.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("GB/s", run.StandardOutput, StringComparison.Ordinal);
        JsonElement[] products = ReadReport("MatrixMultiplication");
        JsonElement copy = Assert.Single(ReadReport("MemoryBound"));
        Assert.Equal(4, products.Length);
        Assert.All(products, benchmark => Assert.InRange(Metric(benchmark, "GFlops") ?? 0, 0.01, 10_000));
        Assert.InRange(Metric(copy, "Bandwidth") ?? 0, 0.01, 10_000);
        Assert.All(products, benchmark =>
            Assert.Contains("Toolchain=InProcessArmsInTurn", benchmark.GetProperty("DisplayInfo").GetString(), StringComparison.Ordinal));
        Assert.All(products, benchmark => Assert.Equal(2, benchmark.GetProperty("Measurements").EnumerateArray().Count(
            m => m.GetProperty("IterationMode").GetString() == "Workload" && m.GetProperty("IterationStage").GetString() == "Actual")));
    }

    private string[] Arguments(params string[] filters) =>
        ["--exporters", "json", "--artifacts", _artifacts.FullName, "--filter", .. filters];

    private (string? Method, double? Nodes, double? Kernels, double? Bytes)[] CountsOf(string group) => [.. ReadReport(group)
        .Select(benchmark => (
            benchmark.GetProperty("Method").GetString(),
            Metric(benchmark, "GraphNodes"),
            Metric(benchmark, "KernelsLaunched"),
            Metric(benchmark, "IntermediateBytes")))
        .OrderBy(row => row.Item1, StringComparer.Ordinal)];

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
