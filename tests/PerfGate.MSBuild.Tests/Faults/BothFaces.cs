using System.Text.Json.Nodes;

namespace PerfGate.MSBuild.Tests.Faults;

/// <summary>The same fault has the same code, whether the tool meets it alone or in a build.</summary>
[Collection<OneAtATime>]
public class BothFaces(SampleRepository repository)
{
    [Fact]
    public Task Nothing_runs() => FailsOfAsync("PG2002", "Steady.Nothing*");

    [Fact]
    public Task A_benchmark_throws() => FailsOfAsync("PG2003", "Steady.Failing.*", required: false);

    [Fact]
    public Task A_suite_crashes() => FailsOfAsync("PG2012", "Steady.Exiting.*", required: false);

    [Fact]
    public async Task A_benchmark_is_lost()
    {
        repository.Configure();
        EditBaseline(text =>
        {
            var json = JsonNode.Parse(text)!;
            var benchmarks = json["sessions"]![0]!["benchmarks"]!.AsObject();
            benchmarks["Steady.Work.SumOfMore"] = benchmarks["Steady.Work.Sum(N: 1000)"]!.DeepClone();
            return json.ToJsonString();
        });
        (await repository.RunToolAsync("bench", "baseline", "seal", "--config", repository.PathOf("perfgate.json"))).Exits(0);

        await FailsAsync("PG2006", "--filter", "Steady.Work.Sum*");
    }

    [Fact]
    public async Task There_is_no_baseline()
    {
        repository.Configure().Remove("baselines");

        await FailsAsync("PG3001");
    }

    [Fact]
    public async Task A_baseline_is_corrupt()
    {
        repository.Configure();
        EditBaseline(text => text[..(text.Length / 2)]);

        var build = await FailsAsync("PG3002");

        Assert.Equal(Path.GetFullPath(Directory.GetFiles(repository.PathOf("baselines")).Single()), Assert.Single(build.Diagnostics("error")).File);
    }

    [Fact]
    public async Task A_baseline_is_of_a_newer_version()
    {
        repository.Configure();
        EditBaseline(text => text.Replace("\"schemaVersion\": 1", "\"schemaVersion\": 99", StringComparison.Ordinal));

        await FailsAsync("PG3003");
    }

    [Fact]
    public async Task There_is_no_configuration()
    {
        repository.Configure();

        await FailsAsync("PG1002", "--config", "elsewhere.json");
    }

    [Fact]
    public async Task There_is_no_baseline_beside_a_project_that_is_the_suite_itself()
    {
        File.Delete(repository.Configure().PathOf("perfgate.json"));

        var build = await FailsAsync("PG3001");

        build.Says(repository.PathOf("bench/baselines"));
        Assert.Equal(repository.PathOf("bench/bench.csproj"), Assert.Single(build.Diagnostics("error")).File);
    }

    [Fact]
    public async Task The_configuration_has_an_unknown_key()
    {
        repository.Configure().With("perfgate.json", """{ "suites": [ { "project": "bench", "lunches": 3 } ] }""");

        var build = await FailsAsync("PG1004");

        Assert.Equal(repository.PathOf("perfgate.json"), Assert.Single(build.Diagnostics("error")).File);
    }

    [Fact]
    public async Task The_configuration_has_no_suite_of_the_project()
    {
        repository.Configure([SampleRepository.Suite("another")]);

        (await FailsAsync("PG1011")).Says("""{ "project": "bench/bench.csproj" }""");
    }

    [Theory]
    [InlineData("PG1001", "--lunches", "3")]
    [InlineData("PG1006", "--suite", "another")]
    [InlineData("PG1009", "--report", "pdf=report.pdf")]
    public async Task The_command_line_is_wrong(string code, string option, string value)
    {
        repository.Configure();

        await FailsAsync(code, option, value);
    }

    [Fact]
    public async Task Nothing_could_be_decided_and_that_is_wanted_as_an_error()
    {
        repository.Configure();

        await FailsAsync("PG4003", "--strict");
    }

    private Task<BuildResult> FailsOfAsync(string code, string filter, bool required = true)
    {
        repository.Configure(filter, baselines: new { required });
        if (!required)
        {
            repository.Remove("baselines");
        }

        return FailsAsync(code);
    }

    private async Task<BuildResult> FailsAsync(string code, params string[] options)
    {
        var project = repository.PathOf("bench/bench.csproj");
        var tool = await repository.RunToolAsync("bench", ["check", "--no-build", "--project", project, .. options]);
        var build = await repository.BuildAsync("bench", "-t:PerfGateCheck", $"-p:PerfGateArguments={string.Join(' ', options)}");

        Assert.Equal([code], tool.ErrorCodes());
        return build.Fails(code);
    }

    private void EditBaseline(Func<string, string> edit)
    {
        var path = Assert.Single(Directory.GetFiles(repository.PathOf("baselines")));
        File.WriteAllText(path, edit(File.ReadAllText(path)));
    }
}
