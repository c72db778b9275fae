using System.Reflection;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Loading;

namespace PerfGate.LazyTensors.Tests;

public class ReadmeExample
{
    [Fact]
    public async Task Runs_and_prints_what_the_readme_says()
    {
        List<string> printed = [];
#pragma warning disable xUnit1051 // The example is the readme's, which has no test to be cancelled.
        // example
        LibTorch.EnsureLoaded();
        using var a = torch.randn(64, 32);
        using var b = torch.randn(32, 64);
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b);

        using LazyTensor result = (x.matmul(y) * 0.5 + x.matmul(y)).softmax(-1);
        torch.Tensor now = result.Eval();
        torch.Tensor later = await result.EvalAsync();
        Console.WriteLine($"{result.Counters}, the same tensor: {ReferenceEquals(now, later)}");

        try
        {
            _ = x.matmul(x);
        }
        catch (GraphException mistake)
        {
            Console.WriteLine(mistake.Message);
        }
        // end
#pragma warning restore xUnit1051
        printed.Add($"{result.Counters}, the same tensor: {ReferenceEquals(now, later)}");
        printed.Add(Assert.Throws<GraphException>(() => x.matmul(x)).Message.Split(" (at ")[0]);

        string readme = await File.ReadAllTextAsync(Beside("../../bench/PerfGate.LazyTensors/README.md"), TestContext.Current.CancellationToken);
        string source = await File.ReadAllTextAsync(Beside("ReadmeExample.cs"), TestContext.Current.CancellationToken);
        string example = source.Split("// example\n")[1].Split("        // end")[0];
        Assert.Contains(string.Join('\n', example.Split('\n').Select(line => line.Length > 8 ? line[8..] : line)), readme, StringComparison.Ordinal);
        Assert.All(printed, line => Assert.Contains(line, readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trains_as_the_readme_says()
    {
        torch.manual_seed(1);
        // training
        using var x = torch.randn(64, 4);
        using var classes = torch.zeros(64, torch.int64);
        torch.Tensor[] state = [torch.randn(3, 4), torch.zeros(3, 4), torch.zeros(3, 4)];
        var adam = new AdamW(rate: 0.01);
        using CompiledGraph step = Lazy.Compile(
            (inputs, numbers) =>
            {
                LazyTensor loss = LazyTensor.cross_entropy(inputs[3].linear(inputs[0]), inputs[4]);
                LazyTensor gradient = Lazy.Grad(loss, inputs[0])[0];
                var (weight, mean, variance) = adam.Step(inputs[0], gradient, inputs[1], inputs[2], numbers);
                return [weight, mean, variance, loss];
            },
            [.. state.Select(tensor => InputSlot.Like(tensor, isDonated: true)), InputSlot.Like(x), InputSlot.Like(classes)],
            AdamW.NumberCount);
        for (int i = 1; i <= 100; i++)
        {
            using torch.Tensor loss = step.Run([.. state, x, classes], adam.Numbers(i))[^1];
        }
        // trained
        Assert.Equal([0, 1, 2, -1], step.Donations.ToArray());
        using torch.Tensor last = step.Run([.. state, x, classes], adam.Numbers(101))[^1];
        Array.ForEach(state, tensor => tensor.Dispose());
        Assert.InRange(Numbers.Of(last)[0], 0, 2);

        string readme = await File.ReadAllTextAsync(Beside("../../bench/PerfGate.LazyTensors/README.md"), TestContext.Current.CancellationToken);
        string source = await File.ReadAllTextAsync(Beside("ReadmeExample.cs"), TestContext.Current.CancellationToken);
        string example = source.Split("// training\n")[1].Split("        // trained")[0];
        Assert.Contains(string.Join('\n', example.Split('\n').Select(line => line.Length > 8 ? line[8..] : line)), readme, StringComparison.Ordinal);
    }

    // As the build noted it: a deterministic build leaves the machine's paths out of the debug information.
    private static string Beside(string relative) => Path.Combine(
        typeof(ReadmeExample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Project").Value!,
        relative);
}
