using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Toolchains.Parameters;

namespace PerfGate.ArmsInTurn.Grouping;

/// <summary>What was built: the program of each benchmark that was chosen, and what was measured of them before they were asked for.</summary>
internal sealed class GroupArtifacts(InProcessEmitArtifactsPath built, IReadOnlyList<BenchmarkBuildInfo> benchmarks)
    : InProcessEmitArtifactsPath(built.GeneratedAssembly, built)
{
    private readonly Dictionary<(BenchmarkCase Benchmark, int Launch), Arm> _measured = [];

    /// <summary>The programs.</summary>
    public Assembly Programs => GeneratedAssembly;

    /// <summary>The arms of a benchmark's group, itself included, for one launch.</summary>
    public IReadOnlyList<Arm> ArmsOf(ExecuteParameters asked)
    {
        string group = GroupOf(asked.BenchmarkCase);
        return [.. benchmarks.Where(info => GroupOf(info.BenchmarkCase) == group).Select(info => new Arm(info, Programs, asked))];
    }

    /// <summary>Keeps what was measured until it is asked for.</summary>
    public void Keep(IEnumerable<Arm> arms, int launch)
    {
        foreach (Arm arm in arms)
        {
            _measured[(arm.Benchmark, launch)] = arm;
        }
    }

    /// <summary>What was measured of a benchmark in a launch, once; null if nothing was.</summary>
    public Arm? Take(BenchmarkCase benchmark, int launch) => _measured.Remove((benchmark, launch), out Arm? arm) ? arm : null;

    private static string GroupOf(BenchmarkCase benchmark)
    {
        string categories = benchmark.Config.GetLogicalGroupRules().Contains(BenchmarkLogicalGroupRule.ByCategory)
            ? string.Join(",", benchmark.Descriptor.Categories)
            : "";
        return $"{benchmark.Descriptor.Type.AssemblyQualifiedName} {benchmark.Job.DisplayInfo} {benchmark.Parameters.DisplayInfo} {categories}";
    }
}
