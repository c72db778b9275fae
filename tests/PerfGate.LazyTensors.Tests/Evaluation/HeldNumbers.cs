using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>Numbers are native objects, and stay while libtorch reads them, however often the memory is collected meanwhile.</summary>
public class HeldNumbers
{
    private const int Times = 20_000;
    private static readonly LazyOptions NodeByNode = new() { Passes = Pass.None, CachesPlans = false };

    [Fact]
    public void Are_read_as_they_are_while_another_thread_collects()
    {
        using Tensor a = ones(8);
        LazyTensor x = LazyTensor.Input(a);
        using var stop = new CancellationTokenSource();
        var collecting = new Thread(() => Collect(stop.Token));
        collecting.Start();
        var wrong = new List<string>();
        for (int i = 0; i < Times; i++)
        {
            using LazyTensor sum = x + 2.0, both = x + x, product = x * 3.0, rms = x.rms_norm([8], eps: 3);
            double[] results = [.. LazyTensor.EvalAll([sum, both, product, rms], NodeByNode).Select(tensor => (double)tensor.data<float>()[7])];
            if (!results.SequenceEqual([3, 2, 3, 0.5]))
            {
                wrong.Add(string.Join(' ', results));
            }
        }

        stop.Cancel();
        collecting.Join();
        Assert.Empty(wrong);
    }

    private static void Collect(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            GC.Collect(0);
            GC.WaitForPendingFinalizers();
        }
    }
}
