using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>A diagnoser that says which signals it gets.</summary>
/// <param name="mode">Whether it wants a run of its own.</param>
/// <param name="fatal">The signal that it cannot bear.</param>
internal sealed class SignalLog(RunMode mode, HostSignal? fatal = null) : IDiagnoser
{
    public IEnumerable<string> Ids => [nameof(SignalLog)];

    public IEnumerable<IExporter> Exporters => [];

    public IEnumerable<IAnalyser> Analysers => [];

    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => mode;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        if (signal == fatal)
        {
            throw new InvalidOperationException("a diagnoser's fault");
        }

        Events.Say($"{signal} {parameters.BenchmarkCase.Descriptor.WorkloadMethod.Name} {parameters.BenchmarkCase.Parameters["N"]}");
    }

    public IEnumerable<Metric> ProcessResults(DiagnoserResults results) => [];

    public void DisplayResults(ILogger logger)
    {
    }

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];
}
