using BenchmarkDotNet.Attributes;

namespace Awkward;

public class Plain
{
    [Benchmark]
    public int Ticks() => Environment.TickCount;

    public class Nested
    {
        [Benchmark]
        public int Größe() => Environment.ProcessId;
    }
}

[GenericTypeArguments(typeof(Dictionary<string, int[]>))]
[GenericTypeArguments(typeof(int))]
public class Generic<T>
{
    [Benchmark]
    public object? Make() => typeof(T);
}
