using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class Views
{
    [Fact]
    public void Views_launch_no_kernel_and_a_reshape_of_what_does_not_lie_in_order_launches_one()
    {
        using Tensor a = randn(2, 6);
        LazyTensor x = LazyTensor.Input(a);

        Assert.Equal(0, Kernels(x.reshape(3, 4)));
        Assert.Equal(0, Kernels(x.broadcast_to(5, 2, 6)));
        Assert.Equal(0, Kernels(x.transpose(0, 1)));
        Assert.Equal(1, Kernels(x.transpose(0, 1).reshape(3, 4)));
    }

    [Fact]
    public void A_view_of_an_input_is_another_tensor_on_the_same_memory_and_outlives_the_input()
    {
        foreach (Func<LazyTensor, LazyTensor> view in (Func<LazyTensor, LazyTensor>[])[x => x.reshape(2, 2), x => x.broadcast_to(2, 2), x => x.broadcast_to(3, 2, 2)])
        {
            LiveTensors.AreUnchangedBy(() =>
            {
                Tensor a = tensor(new float[,] { { 1, 2 }, { 3, 4 } });
                using LazyTensor node = view(LazyTensor.Input(a));
                Tensor result = node.Eval();
                Assert.NotSame(a, result);
                a.add_(10);
                a.Dispose();

                Assert.Equal([11.0, 12, 13, 14], Numbers.Of(result)[..4]);
            });
        }
    }

    [Fact]
    public void A_view_of_an_intermediate_outlives_the_intermediate()
    {
        using Tensor a = zeros(2, 3);
        LiveTensors.AreUnchangedBy(() =>
        {
            long before = LiveTensors.Count;
            using LazyTensor node = LazyTensor.Input(a).exp().reshape(6, 1).broadcast_to(6, 2).transpose(0, 1);
            Tensor result = node.Eval();

            Assert.Equal(before + 1, LiveTensors.Count);
            Assert.Equal([2L, 6L], result.shape);
            Assert.Equal(Enumerable.Repeat(1.0, 12), Numbers.Of(result));
        });
    }

    [Fact]
    public void Reshapes_and_broadcasts_to_different_shapes_are_not_taken_for_the_same()
    {
        using Tensor a = randn(1, 4);
        LazyTensor x = LazyTensor.Input(a);
        LazyTensor[] outputs = [x.reshape(2, 2), x.reshape(4, 1), x.reshape(2, 2), x.broadcast_to(2, 4), x.broadcast_to(3, 4)];

        Tensor[] tensors = LazyTensor.EvalAll(outputs);

        for (int i = 0; i < outputs.Length; i++)
        {
            Assert.Equal(outputs[i].shape.ToArray(), tensors[i].shape);
        }

        Array.ForEach(outputs, output => output.Dispose());
    }

    [Fact]
    public void A_reshape_keeps_the_order_of_the_elements_of_a_transposed_input()
    {
        using Tensor a = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        using LazyTensor node = LazyTensor.Input(a).transpose(0, 1).reshape(2, -1);

        Assert.Equal([1.0, 4, 2, 5, 3, 6], Numbers.Of(node.Eval()));
    }

    private static int Kernels(LazyTensor node)
    {
        using (node)
        {
            node.Eval();
            return node.Counters.KernelsLaunched;
        }
    }
}
