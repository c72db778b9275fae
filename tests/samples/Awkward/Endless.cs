using BenchmarkDotNet.Attributes;

namespace Awkward;

public class Endless
{
    [Benchmark]
    public int Before() => Environment.TickCount;

    [Benchmark]
    public void Never()
    {
        while (true)
        {
            Thread.Sleep(1000);
        }
    }
}
