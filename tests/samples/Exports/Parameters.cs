using BenchmarkDotNet.Attributes;

namespace Exports;

[Config(typeof(TwoJobs)), MemoryDiagnoser]
public class TwoParameters
{
    [Params(1, 20)]
    public int Size { get; set; }

    [Params("a, b", "x&y=z")]
    public string Text { get; set; } = "";

    [Benchmark]
    public string Repeat() => string.Concat(Enumerable.Repeat(Text, Size));
}

[Config(typeof(TwoJobs)), MemoryDiagnoser]
public class ThreeParameters
{
    [Params(8)]
    public int Size { get; set; }

    [Params(DayOfWeek.Monday)]
    public DayOfWeek Day { get; set; }

    [Params(true, false)]
    public bool Even { get; set; }

    [Benchmark(Baseline = true)]
    public int[] Fill() => new int[Even ? Size : Size + 1];

    [Benchmark(Description = "Fill, and more: [all]")]
    public int[] Described() => new int[Size];
}

[Config(typeof(Collectors)), MemoryDiagnoser]
public class GarbageCollectors
{
    [Params(10)]
    public int Size { get; set; }

    [Params("a", null)]
    public string? Text { get; set; }

    [Benchmark]
    public string Allocate() => new('x', Size);
}
