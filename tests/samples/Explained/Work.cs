using BenchmarkDotNet.Attributes;

namespace Explained;

public class Work
{
    private readonly int[] _values = [.. Enumerable.Range(0, 400).Select(i => i * 7919 % 419)];

    [Benchmark]
    public long Polynomial() => Hot.Polynomial(_values);

    [Benchmark]
    public int Distinct() => Hot.Distinct(_values);
}
