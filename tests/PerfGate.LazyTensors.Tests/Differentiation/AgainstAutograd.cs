using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Differentiation;

/// <summary>Gradients of each operation against those that eager records, in Float64, evaluated and compiled.</summary>
public class AgainstAutograd
{
    private static readonly Tensor Mask = tensor(new[] { true, false, true, false });
    private static readonly Tensor Classes = tensor(new[] { 1L, 0, 3 });
    private static readonly Tensor Places = tensor(new[] { 0L, 2, 2, 1, 0, 2 }).reshape(3, 2);

    private static readonly Case[] All =
    [
        new("add", [[3, 4], [4]], x => x[0] + x[1], x => x[0] + x[1]),
        new("sub", [[4], [3, 4]], x => x[0] - x[1], x => x[0] - x[1]),
        new("mul", [[2, 1, 4], [3, 1]], x => x[0] * x[1], x => x[0] * x[1]),
        new("div", [[3, 1], [1, 4]], x => x[0] / (x[1].exp() + 1), x => x[0] / (x[1].exp() + 1)),
        new("mul of itself", [[3]], x => x[0] * x[0] * x[0], x => x[0] * x[0] * x[0]),
        new("mul with a number of a tensor", [[3, 4], []], x => x[0] * x[1], x => x[0] * x[1]),
        new("neg", [[3]], x => -x[0], x => -x[0]),
        new("add a number", [[3]], x => x[0] + 2, x => x[0] + 2),
        new("a number less", [[3]], x => 2 - x[0], x => 2 - x[0]),
        new("mul by a number", [[3]], x => x[0] * 3, x => x[0] * 3),
        new("div by a number", [[3]], x => x[0] / 3, x => x[0] / 3),
        new("relu", [[3, 4]], x => x[0].relu(), x => x[0].relu()),
        new("gelu", [[3, 4]], x => x[0].gelu(), x => x[0].gelu()),
        new("tanh", [[3, 4]], x => x[0].tanh(), x => x[0].tanh()),
        new("exp", [[3, 4]], x => x[0].exp(), x => x[0].exp()),
        new("sqrt", [[3, 4]], x => x[0].exp().sqrt(), x => x[0].exp().sqrt()),
        new("silu", [[3, 4]], x => x[0].silu(), x => x[0].silu()),
        new("sigmoid", [[3, 4]], x => x[0].sigmoid(), x => x[0].sigmoid()),
        new("log", [[3, 4]], x => (x[0].exp() + 1).log(), x => (x[0].exp() + 1).log()),
        new("rsqrt", [[3, 4]], x => (x[0].exp() + 1).rsqrt(), x => (x[0].exp() + 1).rsqrt()),
        new("erf", [[3, 4]], x => x[0].erf(), x => x[0].erf()),
        new("pow 3", [[3]], x => x[0].pow(3), x => x[0].pow(3)),
        new("pow 2", [[3]], x => x[0].pow(2), x => x[0].pow(2)),
        new("pow 0", [[3]], x => x[0].pow(0) + x[0], x => x[0].pow(0) + x[0]),
        new("pow -1.5", [[3]], x => (x[0].exp() + 1).pow(-1.5), x => (x[0].exp() + 1).pow(-1.5)),
        new("clamp", [[3, 4]], x => x[0].clamp(-0.5, 0.7), x => x[0].clamp(-0.5, 0.7)),
        new("where", [[3, 1], [4]], x => LazyTensor.where(LazyTensor.Input(Mask), x[0], x[1]), x => where(Mask, x[0], x[1])),
        new("masked_fill", [[3, 4]], x => x[0].masked_fill(LazyTensor.Input(Mask), 2), x => x[0].masked_fill(Mask, 2)),
        new("softmax", [[3, 4]], x => x[0].softmax(-1), x => x[0].softmax(-1)),
        new("softmax of columns", [[3, 4]], x => x[0].softmax(0), x => x[0].softmax(0)),
        new("log_softmax", [[3, 4]], x => x[0].log_softmax(1), x => nn.functional.log_softmax(x[0], 1)),
        new("cross_entropy", [[3, 4]], x => LazyTensor.cross_entropy(x[0], LazyTensor.Input(Classes)), x => nn.functional.cross_entropy(x[0], Classes)),
        new("layer_norm", [[2, 3, 4], [4], [4]], x => x[0].layer_norm([4], x[1], x[2]), x => nn.functional.layer_norm(x[0], [4], x[1], x[2])),
        new("layer_norm of two dimensions", [[2, 3, 4]], x => x[0].layer_norm([3, 4]), x => nn.functional.layer_norm(x[0], [3, 4])),
        new("rms_norm", [[3, 4], [4]], x => x[0].rms_norm([4], x[1], 1e-5), x => x[0] * ((x[0] * x[0]).mean([1], true) + 1e-5).rsqrt() * x[1]),
        new("sum", [[3, 4]], x => x[0].sum(), x => x[0].sum()),
        new("sum of rows", [[3, 4]], x => x[0].sum(1), x => x[0].sum([1])),
        new("sum of columns, kept", [[3, 4]], x => x[0].sum(0, keepdim: true), x => x[0].sum([0], true)),
        new("sum of a scalar", [[]], x => x[0].sum(0), x => x[0].sum([0])),
        new("mean", [[3, 4]], x => x[0].mean(), x => x[0].mean()),
        new("mean of rows", [[3, 4]], x => x[0].mean(1), x => x[0].mean([1])),
        new("max", [[3, 4]], x => x[0].max(), x => x[0].max()),
        new("amax with equal ones", [[3, 4]], x => x[0].clamp(max: 0.1).amax(1), x => x[0].clamp_max(0.1).amax([1])),
        new("transpose", [[2, 3, 4]], x => x[0].transpose(0, 2), x => x[0].transpose(0, 2)),
        new("reshape", [[3, 4]], x => x[0].reshape(2, 6), x => x[0].reshape(2, 6)),
        new("broadcast_to", [[3, 1]], x => x[0].broadcast_to(2, 3, 4), x => x[0].expand(2, 3, 4)),
        new("slice", [[3, 8]], x => x[0].slice(1, 1, 7, 3), x => x[0].slice(1, 1, 7, 3)),
        new("cat", [[3, 2], [3, 4]], x => LazyTensor.cat([x[0], x[1], x[0], x[1]], 1), x => cat([x[0], x[1], x[0], x[1]], 1)),
        new("gather", [[4, 2]], x => x[0].gather(0, LazyTensor.Input(Places)), x => x[0].gather(0, Places)),
        new("embedding", [[4, 5]], x => LazyTensor.embedding(LazyTensor.Input(Places), x[0]), x => x[0].index_select(0, Places.flatten()).reshape(3, 2, 5)),
        new("matmul", [[3, 4], [4, 5]], x => x[0].matmul(x[1]), x => x[0].matmul(x[1])),
        new("matmul of batches", [[2, 3, 4], [2, 4, 5]], x => x[0].matmul(x[1]), x => x[0].matmul(x[1])),
        new("matmul of batches that broadcast", [[2, 1, 3, 4], [3, 4, 5]], x => x[0].matmul(x[1]), x => x[0].matmul(x[1])),
        new("matmul of a batch with one matrix", [[2, 3, 4], [4, 5]], x => x[0].matmul(x[1]), x => x[0].matmul(x[1])),
        new("matmul of one matrix with a batch", [[3, 4], [2, 4, 5]], x => x[0].matmul(x[1]), x => x[0].matmul(x[1])),
        new("linear", [[2, 3, 4], [5, 4], [5]], x => x[0].linear(x[1], x[2]), x => nn.functional.linear(x[0], x[1], x[2])),
        new("linear of one row, no bias", [[4], [5, 4]], x => x[0].linear(x[1]), x => nn.functional.linear(x[0], x[1])),
        new("lora", [[3, 4], [4, 4], [4, 2], [2, 4]], x => LazyTensor.LoraLinear(x[0], x[1], x[2], x[3], 2, 16), x => x[0].matmul(x[1]) + x[0].matmul(x[2]).matmul(x[3]) * 8),
        new("a value used in several ways", [[3, 3]], x => (x[0].exp() * x[0]) + x[0].matmul(x[0].transpose(0, 1)), x => (x[0].exp() * x[0]) + x[0].matmul(x[0].transpose(0, 1))),
    ];

    public static TheoryData<Case> Cases => [.. All];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_what_eager_records(Case example)
    {
        ArgumentNullException.ThrowIfNull(example);
        manual_seed(3);
        Tensor[] inputs = [.. example.Shapes.Select(sizes => randn(sizes, ScalarType.Float64, requires_grad: true))];
        using Tensor weights = Recorded(example, inputs);

        Tensor[] detached = [.. inputs.Select(input => input.detach())];
        LazyTensor[] leaves = [.. detached.Select(LazyTensor.Input)];
        Tensor[] gradients = LazyTensor.EvalAll(Gradients(example, leaves, weights));
        using CompiledGraph graph = Lazy.Compile((slots, _) => Gradients(example, slots, weights), [.. detached.Select(input => InputSlot.Like(input))]);
        Tensor[] compiled = graph.Run(detached);
        for (int i = 0; i < inputs.Length; i++)
        {
            Numbers.AssertSame(inputs[i].grad!, gradients[i], 1e-11);
            Numbers.AssertSame(inputs[i].grad!, compiled[i], 1e-11);
        }

        Array.ForEach([.. inputs, .. detached, .. gradients, .. compiled], tensor => tensor.Dispose());
    }

    [Fact]
    public void Of_every_operation_of_Float32_too()
    {
        foreach (Case example in All)
        {
            manual_seed(3);
            Tensor[] inputs = [.. example.Shapes.Select(sizes => randn(sizes, requires_grad: true))];
            using Tensor weights = Recorded(example, inputs);
            Tensor[] gradients = LazyTensor.EvalAll(Gradients(example, [.. inputs.Select(input => LazyTensor.Input(input.detach()))], weights));
            for (int i = 0; i < inputs.Length; i++)
            {
                Numbers.AssertSame(inputs[i].grad!, gradients[i], 1e-4);
            }
        }
    }

    /// <summary>Lets eager find the gradients of a weighted sum.</summary>
    /// <returns>The weights.</returns>
    private static Tensor Recorded(Case example, Tensor[] inputs) => WithoutCollections.Run(() =>
    {
        using Tensor result = example.Eagerly(inputs);
        Tensor weights = randn(result.shape, result.dtype);
        using Tensor loss = (result * weights).sum();
        loss.backward();
        return weights;
    });

    private static LazyTensor[] Gradients(Case example, LazyTensor[] leaves, Tensor weights) =>
        Lazy.Grad((example.Lazily(leaves) * LazyTensor.Input(weights)).sum(), leaves);
}
