using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace Steady;

/// <summary>Short, even work; fully optimised from its first call, so that a launch of milliseconds measures the same as one of minutes.</summary>
public class Work
{
    private readonly double[] _values = [.. Enumerable.Range(1, 2000).Select(i => 1.0 / i)];

    [Params(1000, 2000)]
    public int N { get; set; }

    [Benchmark]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Sum()
    {
        var sum = 0.0;
        for (var i = 0; i < N; i++)
        {
            sum += _values[i];
        }

        return sum;
    }

    [Benchmark]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Knob()
    {
        Knobs.Turn();
        return Sum();
    }
}
