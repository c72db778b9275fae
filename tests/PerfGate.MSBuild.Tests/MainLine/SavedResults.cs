using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfGate.MSBuild.Tests.MainLine;

/// <summary>What is said of a saved result, changed: so any name can be had without measuring it.</summary>
[Collection<OneAtATime>]
public class SavedResults(SampleRepository repository)
{
    private const string Saved = "bench/obj/perfgate/Release/net10.0/result.json";

    [Fact]
    public async Task A_name_with_any_sign_is_the_name_of_its_item()
    {
        const string Name = """Steady.Work.Text(Value: "a;b%3Bc*?$(HOME)@(Compile)'\<&>é")""";
        await EditAsync(result =>
        {
            result["benchmarks"]![0]!["id"] = Name;
            result["benchmarks"]![1]!["verdict"] = "inconclusive";
        });

        await repository.RunToolAsync(".", "report", Saved, "--report", "msbuild=verdicts.proj");
        var read = await repository.BuildAsync("verdicts.proj", "-getTargetResult:PerfGateVerdicts");

        var items = JsonDocument.Parse(read.Exits(0).Output).RootElement.GetProperty("TargetResults").GetProperty("PerfGateVerdicts").GetProperty("Items");
        Assert.Equal(4, items.GetArrayLength());
        var item = items.EnumerateArray().Single(i => i.GetProperty("Identity").GetString() == Name);
        Assert.Equal("inconclusive", items[1].GetProperty("Verdict").GetString());
        Assert.Equal("allocated", item.GetProperty("Metric").GetString());
    }

    [Theory]
    [InlineData("Steady.Work.Knob(N: 1000)", "bench/Work.cs", "public double Knob()")]
    [InlineData("Steady.Failing.Works", "bench/Failing.cs", "public int Works()")]
    [InlineData("Steady.FailingSetup.Inherited", "bench/Failing.cs", "class FailingSetup")]
    [InlineData("Steady.Sorting<Int32>.Merge<String>(N: 8)", "bench/More/Sorting.cs", "public (int, int) Merge<T>(T value)")]
    [InlineData("Steady.Outer.Work.Sum", "bench/More/Sorting.cs", "public int Sum() => 2;")]
    [InlineData("Elsewhere.Type.Method", "perfgate.json", null)]
    public async Task A_benchmark_is_found_in_its_source(string benchmark, string file, string? line)
    {
        repository.With("bench/obj/Generated.cs", "public class Type { public void Method() {} public class Failing { public int Works() => 0; } }").With("bench/More/Sorting.cs", """
            namespace Steady.Outer
            {
                public class Work { public int Sum() => 2; }
            }

            namespace Steady
            {
                public class Sorting<T> { public int Call() => 3; public (int, int) Merge<T>(T value) => (1, 2); }
            }
            """);
        await EditAsync(result =>
        {
            result["outcome"] = "regressed";
            result["diagnostics"] = new JsonArray(new JsonObject
            {
                ["code"] = "PG4001",
                ["severity"] = "error",
                ["fact"] = "it is slower",
                ["evidence"] = "one\ntwo",
                ["remedy"] = null,
                ["benchmark"] = benchmark,
            });
        });

        var build = await repository.BuildAsync("bench", "-t:PerfGateReport");

        var error = Assert.Single(build.Diagnostics("error"));
        Assert.Equal(repository.PathOf(file), error.File);
        Assert.StartsWith("it is slower; one | two", error.Text, StringComparison.Ordinal);
        Assert.Contains(line ?? "", line is null ? "" : File.ReadLines(error.File).ElementAt(error.Line - 1), StringComparison.Ordinal);
        repository.Remove("bench/More");
    }

    private async Task EditAsync(Action<JsonNode> edit)
    {
        if (!File.Exists(repository.PathOf(Saved)))
        {
            repository.Configure();
            (await repository.BuildAsync("bench", "-t:PerfGateCheck")).Exits(0);
        }

        var json = JsonNode.Parse(await File.ReadAllTextAsync(repository.PathOf(Saved), TestContext.Current.CancellationToken))!;
        edit(json);
        repository.With(Saved, json.ToJsonString());
    }
}
