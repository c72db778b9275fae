using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class Cancellation
{
    private static readonly TimeSpan FarTooLong = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Between_kernels_it_ends_the_evaluation_and_leaves_nothing()
    {
        using Tensor a = randn(256, 256);
        await LiveTensors.AreUnchangedByAsync(async () =>
        {
            using LazyTensor chain = Chain(a, 100_000);
            using var source = new CancellationTokenSource();
            long before = LiveTensors.Count;

            ValueTask<Tensor> running = chain.EvalAsync(source.Token);
            Assert.True(SpinWait.SpinUntil(() => LiveTensors.Count > before, FarTooLong));
            await source.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await running);
        });
    }

    [Fact]
    public async Task Beforehand_it_launches_nothing_and_the_node_can_be_evaluated_afterwards()
    {
        using Tensor a = randn(3, 3);
        await LiveTensors.AreUnchangedByAsync(async () =>
        {
            using LazyTensor chain = Chain(a, 3);
            var cancelled = new CancellationToken(canceled: true);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await chain.EvalAsync(cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LazyTensor.EvalAllAsync([chain], cancelled));

            Assert.Equal(0, chain.Counters.KernelsLaunched);
            await chain.EvalAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, chain.Counters.KernelsLaunched);
        });
    }

    [Fact]
    public async Task Of_whoever_evaluates_does_not_cancel_those_who_wait()
    {
        using Tensor a = randn(64, 64);
        await LiveTensors.AreUnchangedByAsync(async () =>
        {
            using LazyTensor chain = Chain(a, 5_000);
            using var source = new CancellationTokenSource();
            long before = LiveTensors.Count;
            ValueTask<Tensor> first = chain.EvalAsync(source.Token);
            Assert.True(SpinWait.SpinUntil(() => LiveTensors.Count > before, FarTooLong));
            ValueTask<Tensor> second = chain.EvalAsync(TestContext.Current.CancellationToken);
            await source.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await first);
            Assert.False((await second).IsInvalid);
        });
    }

    [Fact]
    public async Task The_callers_thread_is_free_while_it_runs()
    {
        using Tensor a = randn(3, 3);
        using LazyTensor chain = Chain(a, 20_000);

        ValueTask<Tensor> running = chain.EvalAsync(TestContext.Current.CancellationToken);
        bool returnedBeforeTheEnd = !running.IsCompleted;

        await running;
        Assert.True(returnedBeforeTheEnd);
    }

    private static LazyTensor Chain(Tensor input, int length)
    {
        LazyTensor chain = LazyTensor.Input(input);
        for (int i = 0; i < length; i++)
        {
            chain = chain.tanh();
        }

        return chain;
    }
}
