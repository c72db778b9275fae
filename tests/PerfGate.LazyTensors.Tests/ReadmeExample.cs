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

    // As the build noted it: a deterministic build leaves the machine's paths out of the debug information.
    private static string Beside(string relative) => Path.Combine(
        typeof(ReadmeExample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Project").Value!,
        relative);
}
