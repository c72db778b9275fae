using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace PerfGate.LazyTensors.Tests.Training;

/// <summary>Compiled training steps against eager's autograd and its own AdamW, step by step.</summary>
public class LossCurves
{
    private const int Steps = 200;
    private const double Rate = 1e-3;

    [Fact]
    public void Of_two_layers_are_those_of_eager()
    {
        manual_seed(11);
        using Tensor x = randn(64, 256), classes = randint(0, 10, 64, ScalarType.Int64);
        Tensor[] parameters = [Start(256, 256), zeros(256), Start(10, 256), zeros(10)];
        double[] losses = AssertSame(
            parameters,
            [x, classes],
            (p, data) => LazyTensor.cross_entropy(data[0].linear(p[0], p[1]).relu().linear(p[2], p[3]), data[1]),
            (p, data) => nn.functional.cross_entropy(nn.functional.linear(nn.functional.linear(data[0], p[0], p[1]).relu(), p[2], p[3]), data[1]));

        Assert.InRange(losses[^1], 0, losses[0] / 50);
    }

    [Fact]
    public void Of_an_adapter_beside_a_fixed_layer_are_those_of_eager()
    {
        manual_seed(12);
        using Tensor x = randn(64, 128), weight = Start(128, 128), target = randn(64, 128);
        Tensor[] parameters = [Start(128, 8), zeros(8, 128)];
        double[] losses = AssertSame(
            parameters,
            [x, weight, target],
            (p, data) => (LazyTensor.LoraLinear(data[0], data[1], p[0], p[1], 8, 16) - data[2]).pow(2).mean(),
            (p, data) =>
            {
                using Tensor difference = data[0].matmul(data[1]) + data[0].matmul(p[0]).matmul(p[1]).mul(Held(2)) - data[2];
                return (difference * difference).mean();
            });

        Assert.InRange(losses[^1], 0, losses[0] * 0.8);
    }

    private static double[] AssertSame(
        Tensor[] parameters, Tensor[] data, Func<LazyTensor[], LazyTensor[], LazyTensor> lazily, Func<Tensor[], Tensor[], Tensor> eagerly)
    {
        double[] compiled = Compiled([.. parameters.Select(p => p.clone())], data, lazily), eager = WithoutCollections.Run(() => Eager([.. parameters.Select(p => p.clone())], data, eagerly));
        for (int i = 0; i < Steps; i++)
        {
            Assert.Equal(eager[i], compiled[i], 1e-4 * (eager[0] + eager[i]));
        }

        Array.ForEach(parameters, parameter => parameter.Dispose());
        return compiled;
    }

    private static double[] Compiled(Tensor[] parameters, Tensor[] data, Func<LazyTensor[], LazyTensor[], LazyTensor> lazily)
    {
        int count = parameters.Length;
        var adam = new AdamW(Rate);
        Tensor[] state = [.. parameters, .. parameters.Select(p => zeros_like(p)), .. parameters.Select(p => zeros_like(p))];
        using CompiledGraph step = Lazy.Compile(
            (inputs, numbers) =>
            {
                LazyTensor loss = lazily(inputs[..count], inputs[(3 * count)..]);
                LazyTensor[] gradients = Lazy.Grad(loss, inputs.AsSpan(..count));
                var updates = gradients.Select((gradient, i) => adam.Step(inputs[i], gradient, inputs[count + i], inputs[(2 * count) + i], numbers)).ToArray();
                return [.. updates.Select(update => update.Parameter), .. updates.Select(update => update.Mean), .. updates.Select(update => update.Variance), loss];
            },
            [.. state.Select(tensor => InputSlot.Like(tensor, isDonated: true)), .. data.Select(tensor => InputSlot.Like(tensor))],
            AdamW.NumberCount);
        double[] losses = new double[Steps];
        for (int i = 0; i < Steps; i++)
        {
            Tensor[] results = step.Run([.. state, .. data], adam.Numbers(i + 1));
            Assert.Same(state[0], results[0]);
            losses[i] = Numbers.Of(results[^1])[0];
            results[^1].Dispose();
        }

        // All that a step computes for parameters is one kernel for each.
        Assert.Equal(state.Length, step.Donations.ToArray().Count(input => input >= 0));
        Array.ForEach(state, tensor => tensor.Dispose());
        return losses;
    }

    private static double[] Eager(Tensor[] parameters, Tensor[] data, Func<Tensor[], Tensor[], Tensor> eagerly)
    {
        var trained = parameters.Select(p => new Parameter(p)).ToArray();
        using optim.Optimizer adam = optim.AdamW(trained, lr: Rate, weight_decay: 0.01);
        double[] losses = new double[Steps];
        for (int i = 0; i < Steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = eagerly(trained, data);
            loss.backward();
            adam.step();
            losses[i] = loss.item<float>();
        }

        Array.ForEach(trained, parameter => parameter.Dispose());
        return losses;
    }

    private static Tensor Start(long rows, long columns) => randn(rows, columns).mul_(Held(1 / Math.Sqrt(columns)));

    private static readonly Dictionary<double, Scalar> HeldNumbers = [];

    /// <summary>A number that no collection frees while libtorch reads it.</summary>
    private static Scalar Held(double number) => HeldNumbers.TryGetValue(number, out Scalar? held) ? held : HeldNumbers[number] = number;
}
