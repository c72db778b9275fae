using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Reports what each benchmark's group counts, as metrics beside the times.</summary>
/// <remarks>
/// Counted once per benchmark in the host process, with the benchmark's own set-up, so that the numbers are the same
/// in whichever process the times are taken.
/// </remarks>
internal sealed class CounterDiagnoser : IDiagnoser
{
    public IEnumerable<string> Ids => ["Counters"];

    public IEnumerable<IExporter> Exporters => [];

    public IEnumerable<IAnalyser> Analysers => [];

    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
    }

    public IEnumerable<Metric> ProcessResults(DiagnoserResults results)
    {
        double[] times = [.. results.Measurements
            .Where(m => m.IterationMode == IterationMode.Workload && m.IterationStage == IterationStage.Result)
            .Select(m => m.GetAverageTime().Nanoseconds)];
        if (times.Length == 0)
        {
            return [];
        }

        WorkCounters counters = BenchmarkGroup.Count(results.BenchmarkCase);
        double time = times.Average();
        return [.. Of(CounterMetric.GraphNodes, counters.GraphNodes),
            .. Of(CounterMetric.KernelsLaunched, counters.KernelsLaunched),
            .. Of(CounterMetric.IntermediateBytes, counters.IntermediateBytes),
            .. Of(CounterMetric.GFlops, counters.FloatingPointOperations / time),
            .. Of(CounterMetric.Bandwidth, counters.BytesMoved / time)];
    }

    public void DisplayResults(ILogger logger)
    {
    }

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];

    private static IEnumerable<Metric> Of(CounterMetric metric, double? value) =>
        value is { } number ? [new Metric(metric, number)] : [];
}
