using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Toolchains.Parameters;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>A thread to measure on, as BenchmarkDotNet's in-process toolchain has it.</summary>
internal static class MeasuringThread
{
    /// <summary>Does some work on such a thread and waits for its end.</summary>
    /// <param name="asked">What BenchmarkDotNet asks.</param>
    /// <param name="arms">How many benchmarks are measured in it, which is how many times the time of one it may take.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="InvalidOperationException">It takes too long.</exception>
    public static void Run(ExecuteParameters asked, int arms, Action work)
    {
        var thread = new Thread(() => Prioritized(asked, work)) { IsBackground = true };
        if (OperatingSystem.IsWindows() && asked.BenchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<STAThreadAttribute>() is not null)
        {
            thread.SetApartmentState(ApartmentState.STA);
        }

        thread.Start();
        if (!thread.Join(arms * InProcessEmitExecutor.DefaultTimeout))
        {
            throw new InvalidOperationException($"The group of benchmark {asked.BenchmarkCase.DisplayInfo} takes too long to run in process.");
        }
    }

    private static void Prioritized(ExecuteParameters asked, Action work)
    {
        using var process = Process.GetCurrentProcess();
        ProcessPriorityClass before = process.PriorityClass;
        nint? affinityBefore = AffinityOf(process);
        Try(asked.Logger, () => process.PriorityClass = ProcessPriorityClass.High);
        Try(asked.Logger, () => Thread.CurrentThread.Priority = ThreadPriority.Highest);
        if (asked.BenchmarkCase.Job is var job && job.HasValue(EnvironmentMode.AffinityCharacteristic))
        {
            Try(asked.Logger, () => SetAffinity(process, job.Environment.Affinity));
        }

        try
        {
            work();
        }
        catch (Exception e)
        {
            // Arms keep what they throw: this is a diagnoser's. What was not finished has failed.
            asked.Logger.WriteLineError($"// ! The group was not measured to its end: {e}");
        }
        finally
        {
            Try(asked.Logger, () => process.PriorityClass = before);
            if (affinityBefore is { } affinity)
            {
                Try(asked.Logger, () => SetAffinity(process, affinity));
            }
        }
    }

    private static nint? AffinityOf(Process process) =>
        OperatingSystem.IsWindows() || OperatingSystem.IsLinux() ? process.ProcessorAffinity : null;

    private static void SetAffinity(Process process, nint affinity)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsLinux())
        {
            process.ProcessorAffinity = affinity;
        }
    }

    private static void Try(ILogger logger, Action set)
    {
        try
        {
            set();
        }
        catch (Exception e) when (e is Win32Exception or PlatformNotSupportedException or InvalidOperationException)
        {
            logger.WriteLineInfo($"// ! Priority or affinity cannot be set: {e.Message}");
        }
    }
}
