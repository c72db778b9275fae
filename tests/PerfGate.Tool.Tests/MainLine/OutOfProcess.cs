using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class OutOfProcess
{
    [Fact]
    public async Task A_suite_with_BenchmarkDotNets_own_toolchain_works_unmodified()
    {
        using var workspace = new Workspace().WithConfig(new
        {
            suites = new[]
            {
                new
                {
                    project = Repository.Sample("Runner"),
                    launches = 2,
                    arguments = new[] { "--warmupCount", "1", "--iterationCount", "2", "--iterationTime", "5" },
                },
            },
        });

        var result = (await workspace.RunAsync("baseline", "update")).Exits(0);

        result.Says("building Runner", "Runner: launch 2 of 2 (100 %, took ");
        var benchmarks = workspace.ReadBaseline()["sessions"]![0]!["benchmarks"]!.AsObject();
        Assert.Equal(["First.Ticks", "Second.Text"], benchmarks.Select(benchmark => benchmark.Key));
        Assert.All(benchmarks, benchmark => Assert.Equal(2, benchmark.Value!["time"]!["launches"]!.AsArray().Count));
        // BenchmarkDotNet gives one figure a start, so what is stored was seen again.
        Assert.All(benchmarks, benchmark => Assert.Equal(2, benchmark.Value!["allocated"]!["launches"]!.AsArray().Count));
    }
}
