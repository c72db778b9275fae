using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>This repository's own suite under its own gate: one launch, in which no time can be judged.</summary>
[Collection<OneAtATime>]
public class OwnSuite
{
    [Fact]
    public async Task A_pass_that_is_switched_off_is_red_by_what_is_counted_alone()
    {
        using var workspace = new Workspace().WithConfig(new
        {
            suites = new[]
            {
                new
                {
                    name = "own",
                    project = Repository.File("bench/PerfGate.LazyVsEager"),
                    filter = "*.ComplexGraphChain.ChainLazy(N: 64)",
                    isolation = "inProcess",
                    launches = 1,
                },
            },
            metrics = new[] { new { name = "GraphNodes" }, new { name = "KernelsLaunched" } },
        });
        (await workspace.RunAsync("baseline", "update")).Exits(0);

        (await workspace.RunAsync("check", "--no-build")).Exits(0);
        var red = (await workspace.RunAsync(("LAZY_PASSES_OFF", "ElementwiseFusion"), "check", "--no-build", "--report", "json")).Exits(1);

        var regressed = red.Json().GetProperty("benchmarks").EnumerateArray()
            .Where(benchmark => benchmark.GetProperty("verdict").GetString() == "regressed")
            .Select(benchmark => benchmark.GetProperty("metric").GetString());
        Assert.Equal(["KernelsLaunched"], regressed);
        red.Says("KernelsLaunched is worse than the baseline's\n    1 -> 5");
    }
}
