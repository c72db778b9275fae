using BenchmarkDotNet.Attributes;

namespace Exports;

/// <summary>What has no figure, beside what has one.</summary>
[Config(typeof(OneJob)), MemoryDiagnoser]
public class Failures
{
    [Params(1, 2)]
    public int Size { get; set; }

    [Benchmark]
    public object Works() => new byte[Size];

    [Benchmark]
    public object Throws() => Size == 2 ? throw new InvalidOperationException("as it should") : new byte[Size];
}

[Config(typeof(OneIteration)), MemoryDiagnoser]
public class NoSpread
{
    [Benchmark]
    public int Sum() => Enumerable.Range(0, 1000).Sum();
}

/// <summary>Less than a nanosecond: about what the loop around it takes.</summary>
[Config(typeof(Pilot)), MemoryDiagnoser]
public class Tiny
{
    private int _value = 1;

    [Benchmark]
    public void Nothing()
    {
    }

    [Benchmark]
    public int Read() => _value;

    [Benchmark]
    public int Hundreds()
    {
        for (var i = 0; i < 300; i++)
        {
            _value = (_value * 31) + i;
        }

        return _value;
    }
}
