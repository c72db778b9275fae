using System.Collections.Immutable;
using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

public class KernelCache
{
    [Fact]
    public void Equal_bodies_share_a_kernel() =>
        Assert.Same(FusedKernel.For(Bodies.Chain()), FusedKernel.For(Bodies.Chain()));

    [Fact]
    public void Bodies_that_differ_anywhere_do_not()
    {
        FusedBody chain = Bodies.Chain();
        ImmutableArray<FusedInstruction> swapped = chain.Instructions.SetItem(2, new FusedInstruction(Op.Sub, 0, 4));
        FusedBody[] bodies =
        [
            chain,
            Bodies.Chain(ScalarType.Float64),
            Bodies.Chain(ScalarType.Float32, InputAccess.Contiguous, InputAccess.Contiguous, InputAccess.RowConstant),
            new FusedBody(chain.Type, chain.Inputs, swapped, chain.Outputs),
            new FusedBody(chain.Type, chain.Inputs, chain.Instructions, [6]),
            new FusedBody(chain.Type, chain.Inputs, chain.Instructions, [7, 6]),
        ];

        Assert.Equal(bodies.Length, bodies.Select(FusedKernel.For).Distinct().Count());
    }

    [Fact]
    public async Task Threads_that_ask_at_once_get_the_same_kernel()
    {
        using var start = new Barrier(4);
        Task<FusedKernel>[] asking = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var body = new FusedBody(ScalarType.Float32, [InputAccess.RowConstant], [new FusedInstruction(Op.Sqrt, 0)], [1, 0, 1]);
                start.SignalAndWait();
                return FusedKernel.For(body);
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];

        Assert.Single((await Task.WhenAll(asking)).Distinct());
    }

    [Fact]
    public void Bodies_that_make_no_sense_are_refused()
    {
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.Neg, 0)], []);
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.Neg, 0)], [2]);
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.Neg, 1)], [1]);
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.Neg, 0, 0)], [1]);
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.Add, 0)], [1]);
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.AddScalar, 0)], [1]);
        AssertRefused(ScalarType.Float32, [new FusedInstruction(Op.Relu, 0, ScalarIndex: 0)], [1]);
        AssertRefused(ScalarType.Float64, [new FusedInstruction(Op.Exp, 0)], [1]);
        AssertRefused(ScalarType.Int32, [new FusedInstruction(Op.Neg, 0)], [1]);
    }

    [Fact]
    public void Too_few_addresses_are_refused()
    {
        FusedKernel kernel = FusedKernel.For(Bodies.Chain());

        Assert.Throws<ArgumentException>(() => kernel.Run([0, 0], [0, 0], [0], [2.0], 1, 1));
        Assert.Throws<ArgumentException>(() => kernel.Run([0, 0, 0], [0, 0], [0], [2.0], 1, 1));
        Assert.Throws<ArgumentException>(() => kernel.Run([0, 0, 0], [0, 0, 0], [], [2.0], 1, 1));
        Assert.Throws<ArgumentException>(() => kernel.Run([0, 0, 0], [0, 0, 0], [0], [], 1, 1));
    }

    private static void AssertRefused(ScalarType type, ImmutableArray<FusedInstruction> instructions, ImmutableArray<int> outputs) =>
        Assert.Throws<ArgumentException>(() => FusedKernel.For(new FusedBody(type, [InputAccess.Contiguous], instructions, outputs)));
}
