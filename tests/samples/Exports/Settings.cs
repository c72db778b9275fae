using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Exports;

/// <summary>What all classes share: the three forms of JSON, and no job (each class has its own).</summary>
public sealed class Settings : ManualConfig
{
    public Settings()
    {
        AddExporter(JsonExporter.Full, JsonExporter.FullCompressed, JsonExporter.Brief);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddLogger(ConsoleLogger.Default);
    }

    /// <summary>Whether the benchmarks run in this process; set before any configuration is made.</summary>
    public static bool InProcess { get; set; }

    public static Job On(Job job) =>
        InProcess ? job.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(5), true)) : job;

    /// <summary>As little as BenchmarkDotNet measures: no pilot, one warm-up and three iterations of 16 operations.</summary>
    public static Job Quick => On(Job.Default.WithInvocationCount(16).WithWarmupCount(1).WithIterationCount(3));

    public static EnvironmentVariable[] Variable(string name, string value) => [new EnvironmentVariable(name, value)];
}

/// <summary>One job without a name: BenchmarkDotNet makes one up from its characteristics.</summary>
public sealed class OneJob : ManualConfig
{
    public OneJob() => AddJob(Settings.Quick);
}

/// <summary>Two jobs that differ in what they run, one of them with a name.</summary>
public sealed class TwoJobs : ManualConfig
{
    public TwoJobs()
    {
        AddJob(Settings.Quick.WithId("Plain"));
        AddJob(Settings.Quick.WithEnvironmentVariables(Settings.Variable("DOTNET_TieredPGO", "0")));
    }
}

/// <summary>Two named jobs with several characteristics: garbage collectors, and a build argument as for package versions.</summary>
public sealed class Collectors : ManualConfig
{
    public Collectors()
    {
        AddJob(Settings.Quick.WithGcServer(true).WithId("Server GC, not concurrent").WithGcConcurrent(false));
        AddJob(Settings.Quick.WithId("Workstation"));
        if (!Settings.InProcess)
        {
            AddJob(Settings.Quick.WithArguments([new MsBuildArgument("/p:SomeVersion=1.2.3")]));
        }
    }
}

/// <summary>BenchmarkDotNet's own short and medium run, the latter made shorter.</summary>
public sealed class Durations : ManualConfig
{
    public Durations()
    {
        AddJob(Settings.On(Job.ShortRun));
        AddJob(Settings.On(Job.MediumRun.WithLaunchCount(2).WithWarmupCount(1).WithIterationCount(4)));
    }
}

/// <summary>The same code measured cold and warm.</summary>
public sealed class Strategies : ManualConfig
{
    public Strategies()
    {
        AddJob(Settings.On(Job.Default.WithStrategy(RunStrategy.ColdStart).WithIterationCount(5)));
        AddJob(Settings.On(Job.Default.WithStrategy(RunStrategy.Monitoring).WithIterationCount(5).WithWarmupCount(0)));
        AddJob(Settings.Quick.WithStrategy(RunStrategy.Throughput));
    }
}

/// <summary>Three launches.</summary>
public sealed class ThreeLaunches : ManualConfig
{
    public ThreeLaunches() => AddJob(Settings.Quick.WithLaunchCount(3));
}

/// <summary>One iteration, of which no spread can be told; and a pilot that chooses the operations.</summary>
public sealed class OneIteration : ManualConfig
{
    public OneIteration() => AddJob(Settings.Quick.WithIterationCount(1));
}

/// <summary>BenchmarkDotNet chooses the number of operations, for 20 ms an iteration.</summary>
public sealed class Pilot : ManualConfig
{
    public Pilot() => AddJob(Settings.On(Job.Default
        .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(20)).WithWarmupCount(1).WithIterationCount(3)));
}
