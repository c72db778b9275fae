using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;

namespace Exports;

/// <summary>
/// What the memory diagnoser counts of its own: the rest of its figure times the operations, where what a benchmark
/// allocates is known. Run with <c>--residue</c>.
/// </summary>
[Config(typeof(FewOperations)), MemoryDiagnoser]
public class Residue
{
    /// <summary>The bytes of <see cref="Known"/>: an array's header and length (24) and its elements.</summary>
    public const int KnownBytes = 24 + 100_000;

    [ParamsSource(nameof(Visits))]
    public int Visit { get; set; }

    public static IEnumerable<int> Visits => Enumerable.Range(1, 20);

    [Benchmark]
    public int Nothing() => Visit;

    [Benchmark]
    public byte[] Known() => new byte[KnownBytes - 24];
}

/// <summary>1, 2, 5 and 15 operations.</summary>
public sealed class FewOperations : ManualConfig
{
    public FewOperations()
    {
        foreach (var operations in (int[])[1, 2, 5, 15])
        {
            AddJob(Settings.Quick.WithInvocationCount(operations).WithUnrollFactor(1).WithIterationCount(1).WithEvaluateOverhead(false));
        }
    }
}
