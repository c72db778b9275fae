using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Describes one of the suite's own metrics to BenchmarkDotNet.</summary>
internal sealed class CounterMetric : IMetricDescriptor
{
    public static readonly CounterMetric GraphNodes = new()
    {
        Id = "GraphNodes",
        DisplayName = "Nodes",
        Legend = "Nodes of the graph per operation, inputs included",
        NumberFormat = "0",
    };

    public static readonly CounterMetric KernelsLaunched = new()
    {
        Id = "KernelsLaunched",
        DisplayName = "Kernels",
        Legend = "Computations per operation, libtorch's and fused ones",
        NumberFormat = "0",
    };

    public static readonly CounterMetric IntermediateBytes = new()
    {
        Id = "IntermediateBytes",
        DisplayName = "Intermediate",
        Legend = "Bytes allocated per operation for what is neither input nor output, without what libtorch takes for itself",
        NumberFormat = "0",
        Unit = "B",
    };

    public static readonly CounterMetric GFlops = new()
    {
        Id = "GFlops",
        DisplayName = "GFLOP/s",
        Legend = "Floating-point operations per nanosecond",
        NumberFormat = "0.0",
        Unit = "GFLOP/s",
        TheGreaterTheBetter = true,
    };

    public static readonly CounterMetric Bandwidth = new()
    {
        Id = "Bandwidth",
        DisplayName = "GB/s",
        Legend = "Bytes per nanosecond that have to be read and written at least",
        NumberFormat = "0.0",
        Unit = "GB/s",
        TheGreaterTheBetter = true,
    };

    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required string Legend { get; init; }

    public required string NumberFormat { get; init; }

    public UnitType UnitType => UnitType.Dimensionless;

    public string Unit { get; init; } = "count";

    public bool TheGreaterTheBetter { get; init; }

    public int PriorityInCategory => 0;

    public bool GetIsAvailable(Metric metric) => true;
}
