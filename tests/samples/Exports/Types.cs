using BenchmarkDotNet.Attributes;
using Exports;

[Config(typeof(OneJob)), MemoryDiagnoser]
public class InNoNamespace
{
    [Benchmark]
    public object Make() => new();
}

namespace Exports
{
    [Config(typeof(OneJob)), MemoryDiagnoser]
    [GenericTypeArguments(typeof(int), typeof(string))]
    [GenericTypeArguments(typeof(string), typeof(List<int[]>))]
    public class Pair<TKey, TValue>
    {
        [Params(1, 2)]
        public int Size { get; set; }

        [Benchmark]
        public object Make() => new KeyValuePair<TKey, TValue>[Size];
    }

    public static class Outer
    {
        [Config(typeof(OneJob)), MemoryDiagnoser]
        public class Inner
        {
            [Benchmark]
            public object Make() => new();
        }

        [Config(typeof(OneJob)), MemoryDiagnoser]
        [GenericTypeArguments(typeof(int))]
        [GenericTypeArguments(typeof(Dictionary<string, int>))]
        public class InnerOf<T>
        {
            [Benchmark]
            public object Make() => new T[1];
        }
    }
}
