using System.Reflection;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess;
using BenchmarkDotNet.Toolchains.InProcess.Emit.Implementation;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using RunMode = BenchmarkDotNet.Diagnosers.RunMode;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>One benchmark of a group in one launch: its program, what it logs, and what came of it.</summary>
/// <param name="info">The benchmark and which program of the assembly is its.</param>
/// <param name="programs">The assembly that BenchmarkDotNet emitted.</param>
/// <param name="asked">What BenchmarkDotNet asks of the first benchmark of the group.</param>
internal sealed class Arm(BenchmarkBuildInfo info, Assembly programs, ExecuteParameters asked)
{
    /// <summary>The benchmark.</summary>
    public BenchmarkCase Benchmark => info.BenchmarkCase;

    /// <summary>What it said: shown when it is its turn in BenchmarkDotNet's log, so that exceptions stand under its name.</summary>
    public LogCapture Log { get; } = new();

    /// <summary>What came of it; a failure as long as it was not run.</summary>
    public ExecuteResult Result { get; private set; } = ResultText.Failed(-1);

    /// <summary>Runs its program, set-up and clean-up included.</summary>
    /// <param name="engines">Makes the engine that measures it.</param>
    public void Run(IEngineFactory engines)
    {
        // BenchmarkDotNet's diagnosers of a launch, which are those of the first benchmark's, with what they want of this one.
        var diagnoser = asked.Diagnoser is null ? null : Benchmark.Config.GetCompositeDiagnoser(Benchmark, RunMode.NoOverhead);
        var host = new InProcessHost(Benchmark, Log, diagnoser!);
        var measured = BenchmarkCase.Create(Benchmark.Descriptor, Benchmark.Job.WithEngineFactory(engines), Benchmark.Parameters, Benchmark.Config);
        int exitCode = RunnableProgram.Run(info.Id, programs, measured, host);
        Result = exitCode == 0 ? ResultText.Of(host.RunResults) : ResultText.Failed(exitCode);
    }
}
