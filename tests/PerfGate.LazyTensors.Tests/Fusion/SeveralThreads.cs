using PerfGate.LazyTensors.Fusion;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>Kernels follow libtorch's number of threads, and give the same with any.</summary>
public sealed class SeveralThreads : IDisposable
{
    private readonly int _before = get_num_threads();

    public static TheoryData<long[]> Shapes => new((long[][])[[1 << 20], [1_200, 517], [3, 210_001], [1, 600_003], [265_537, 2]]);

    public void Dispose() => set_num_threads(_before);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Give_what_one_gives(long[] sizes)
    {
        manual_seed(5);
        foreach (ScalarType dtype in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            using Tensor a = randn(sizes, dtype), b = randn(sizes, dtype), row = randn([sizes[^1]], dtype), column = randn([sizes[0], .. sizes[1..].Select(_ => 1L)], dtype);
            set_num_threads(1);
            double[][] expected = Values(a, b, row, column);
            foreach (int threads in (int[])[2, 3, 7])
            {
                set_num_threads(threads);
                Assert.All(expected.Zip(Values(a, b, row, column)), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second)));
            }
        }
    }

    [Fact]
    public void Are_as_many_as_libtorch_has_but_for_small_work()
    {
        set_num_threads(2);
        Assert.Equal(1, Parts.For(Parts.LeastElements - 1));
        Assert.Equal(2, Parts.For(Parts.LeastElements));
        set_num_threads(1);
        Assert.Equal(1, Parts.For(1 << 30));
    }

    [Fact]
    public async Task Do_not_wait_for_a_pool_that_has_no_thread_to_spare()
    {
        ThreadPool.GetMinThreads(out int threads, out _);
        using var busy = new ManualResetEventSlim();
        Task[] blocking = [.. Enumerable.Range(0, threads).Select(_ => Task.Run(busy.Wait, TestContext.Current.CancellationToken))];
        long computed = 0;

        Parts.Run(1_000, 7, 1, (begin, end) => Interlocked.Add(ref computed, end - begin));

        busy.Set();
        Assert.Equal(1_000, computed);
        await Task.WhenAll(blocking);
    }

    [Theory]
    [InlineData(10, 3, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(100_000, 7, 1024)]
    [InlineData(1_024, 4, 1024)]
    [InlineData(4, 2, 1)]
    [InlineData(0, 2, 1)]
    public void Compute_each_part_once_and_evenly_and_cut_no_part_again(long count, int threads, long multiple)
    {
        int[] computed = new int[count];
        Parts.Run(count, threads, multiple, (begin, end) =>
        {
            Assert.Equal(1, Parts.For(1 << 30));
            Assert.InRange(end - begin, 0, ((count / multiple / threads) + 1) * multiple);
            for (long i = begin; i < end; i++)
            {
                Interlocked.Increment(ref computed[i]);
            }
        });

        Assert.All(computed, times => Assert.Equal(1, times));
    }

    private static double[][] Values(params Tensor[] inputs)
    {
        LazyTensor[] x = [.. inputs.Select(LazyTensor.Input)];
        List<LazyTensor> outputs = [((x[0] * 2) + x[1]).relu() - x[0], (x[0] + x[2]) * x[3]];
        if (inputs[0].dtype == ScalarType.Float32)
        {
            // In Float64 these are libtorch's own kernels, some of which do depend on the number of threads.
            long[] last = [inputs[0].shape[^1]];
            outputs.AddRange(
                [(x[0] * x[3]).tanh() + x[2], x[0].gelu(), x[0].softmax(-1), x[0].layer_norm(last, x[2], x[2]), x[0].rms_norm(last, x[2])]);
        }

        double[][] values = [.. outputs.Select(output => Numbers.Of(output.Eval()))];
        outputs.ForEach(output => output.Dispose());
        return values;
    }
}
