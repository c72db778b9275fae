using System.Text.Json;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>A regression in a suite whose benchmarks each run in a process of their own.</summary>
public class ExplainingProcesses
{
    // BenchmarkDotNet builds a program for each of its starts: this takes its time.
    [Fact]
    public async Task A_suite_that_cannot_run_in_one_process_is_explained_from_what_its_processes_wrote()
    {
        using var workspace = new Workspace();
        await ExplainingRegressions.Slower.CopyAsync(workspace, isolation: "process");
        ExplainingRegressions.Slower.Edit(workspace, "Work.cs", "    [Benchmark]\n    public int Distinct", """
                [GlobalSetup]
                public void RefuseTheSuitesOwnProcess()
                {
                    if (!Environment.GetCommandLineArgs().Contains("--benchmarkName"))
                    {
                        throw new InvalidOperationException("not in this process");
                    }
                }

                [Benchmark]
                public int Distinct
            """);
        await workspace.CommitAsync();
        await ExplainingRegressions.Slower.MakeSlowerAsync(workspace);

        using var explain = Cli.Start(workspace.Folder, workspace.Alone(), "explain", "Explained.Work.Distinct", "--against", "HEAD~1", "--json", "why.json");
        var result = (await explain.FinishAsync(limit: TimeSpan.FromMinutes(30))).Exits(0);

        Assert.StartsWith("SLOWER  Explained.Work.Distinct: an operation takes ", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"Lookup\.Count \(suite/Lookup\.cs:\d+\)", result.Output.Split('\n')[1]);
        Assert.Matches(@"Lookup\.Count allocates 0 B -> [\d.]+ K?B of Predicate<Int32>", result.Output);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(workspace.PathOf("why.json"), TestContext.Current.CancellationToken));
        Assert.True(json.RootElement.GetProperty("samplesBefore").GetInt32() > 500);
        // The listings are of the processes, too.
        Assert.Contains(json.RootElement.GetProperty("code").EnumerateArray(), code => code.GetProperty("method").GetString()!.Contains("Lookup:Count", StringComparison.Ordinal));
    }
}
