using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess;
using BenchmarkDotNet.Toolchains.InProcess.Emit.Implementation;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using PerfGate.ArmsInTurn.Measuring;
using RunMode = BenchmarkDotNet.Diagnosers.RunMode;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>One benchmark of a group in one launch: its program, what it logs, and what came of it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A host in process has nothing to dispose.")]
internal sealed class Arm
{
    private readonly BenchmarkBuildInfo _info;
    private readonly Assembly _programs;
    private readonly InProcessHost _host;

    /// <param name="info">The benchmark and which program of the assembly is its.</param>
    /// <param name="programs">The assembly that BenchmarkDotNet emitted.</param>
    /// <param name="asked">What BenchmarkDotNet asks of the first benchmark of the group.</param>
    public Arm(BenchmarkBuildInfo info, Assembly programs, ExecuteParameters asked)
    {
        _info = info;
        _programs = programs;

        // Diagnosers watch the last launch only; whether this is it, BenchmarkDotNet tells by giving the first benchmark its own.
        _host = new InProcessHost(Benchmark, Log, asked.Diagnoser is null ? null! : Benchmark.Config.GetCompositeDiagnoser(Benchmark, RunMode.NoOverhead)!);
    }

    /// <summary>The benchmark.</summary>
    public BenchmarkCase Benchmark => _info.BenchmarkCase;

    /// <summary>What it said: shown when it is its turn in BenchmarkDotNet's log, so that exceptions stand under its name.</summary>
    public LogCapture Log { get; } = new();

    /// <summary>What is measured of it; null if its set-up failed.</summary>
    public Recording? Recording { get; private set; }

    /// <summary>What came of it; a failure as long as nothing did.</summary>
    public ExecuteResult Result { get; private set; } = ResultText.Failed;

    /// <summary>Runs its program, up to and with its own global set-up.</summary>
    public void SetUp() => Guard(() =>
    {
        _host.BeforeAnythingElse();
        var engine = new HandingOver();
        var handed = BenchmarkCase.Create(Benchmark.Descriptor, Benchmark.Job.WithEngineFactory(engine), Benchmark.Parameters, Benchmark.Config);
        RunnableProgram.Run(_info.Id, _programs, handed, new NarrowHost(_host, writes: true, passes: null));
        if (engine.Benchmark is { } benchmark)
        {
            benchmark.GlobalSetupAction?.Invoke();
            Recording = new Recording(benchmark, _host);
        }
    });

    /// <summary>Counts what the memory diagnoser and its like want, and cleans up.</summary>
    public void Finish()
    {
        if (Recording is { } recording)
        {
            Guard(() =>
            {
                RunResults results = recording.Finish();
                _host.ReportResults(results);
                Result = ResultText.Of(results);
            });
            CleanUp(recording.Benchmark.GlobalCleanupAction);
        }

        _host.AfterAll();
    }

    // As with BenchmarkDotNet's own engine, this fails nothing that was measured.
    private void CleanUp(Action? cleanUp)
    {
        try
        {
            cleanUp?.Invoke();
        }
        catch (Exception e)
        {
            _host.SendError("Exception during GlobalCleanup!");
            _host.SendError(e.Message);
        }
    }

    // As BenchmarkDotNet's own program does with what it runs.
    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            _host.WriteLine();
            _host.WriteLine(e.ToString());
        }
    }
}
