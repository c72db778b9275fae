namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class SeveralProjects(SampleRepository repository)
{
    [Theory]
    [InlineData("-m:2")]
    [InlineData("-m:2 -mt")]
    public async Task The_projects_of_a_solution_are_checked_one_after_the_other(string switches)
    {
        repository.AddProject("second");
        repository.Configure(
            [SampleRepository.Suite("bench", launches: 3), SampleRepository.Suite("second", launches: 3)], baselines: new { required = false });
        repository.Remove("out");
        repository.With("All.slnx", """<Solution><Project Path="bench/bench.csproj" /><Project Path="second/second.csproj" /></Solution>""");

        // Built before, so that both are ready to measure at once.
        (await repository.BuildAsync("All.slnx", "--restore")).Exits(0);
        var build = (await repository.BuildAsync(
            "All.slnx", ["-p:PerfGateOnBuild=true", $"-p:PerfGateArtifacts={repository.PathOf("out")}", .. switches.Split(' ')])).Exits(0);

        build.Says("bench: launch 3 of 3", "second: launch 3 of 3");
        var first = Measured("bench");
        var second = Measured("second");
        Assert.True(first.To <= second.From || second.To <= first.From, $"bench {first}, second {second}\n{build.Output}");
    }

    [Fact]
    public async Task Multi_threaded_MSBuild_runs_the_task_in_place()
    {
        repository.Configure();

        var build = (await repository.BuildAsync("bench", "-t:PerfGateReport", "-mt", "-v:diag")).Exits(1);

        build.Says("Task \"RunPerfGate\"", "error PG1007");
        Assert.DoesNotContain("external task host", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_with_several_frameworks_is_checked_once_on_the_one_that_the_configuration_names()
    {
        AddSeveralFrameworks();
        repository.Configure([SampleRepository.Suite("several", framework: "net10.0")], baselines: new { required = false });

        var build = (await repository.BuildAsync("several", "--restore", "-p:PerfGateOnBuild=true")).Passes();

        Assert.Equal(2, build.Output.Split("as it was built").Length);
        build.Says("PASSED 2 benchmarks", "seen: outcome passed");
        (await repository.BuildAsync("several", "-t:PerfGateCheck")).Passes().Measures(false);
    }

    [Fact]
    public async Task A_project_with_several_frameworks_of_which_none_is_named_is_an_error()
    {
        AddSeveralFrameworks();
        repository.Configure([SampleRepository.Suite("several")], baselines: new { required = false });

        (await repository.BuildAsync("several", "--restore", "-t:PerfGateCheck")).Fails("PG1005").Says("net10.0, netstandard2.0");
    }

    [Fact]
    public async Task The_properties_for_warnings_hold_for_several_frameworks_too()
    {
        AddSeveralFrameworks();
        repository.Configure([SampleRepository.Suite("several", "Steady.Work.*", framework: "net10.0")], baselines: new { required = false });
        (await repository.BuildAsync("several", "--restore", "-t:PerfGateBaselineUpdate")).Exits(0);

        (await repository.BuildAsync("several", "-t:PerfGateCheck", "-p:WarningsAsErrors=PG4003")).Fails("PG4003");
        (await repository.BuildAsync("several", "-t:PerfGateCheck", "-p:NoWarn=PG4003")).Passes().Says("INCONCLUSIVE");
    }

    [Fact]
    public async Task A_project_that_references_a_benchmark_project_gets_nothing_of_the_package()
    {
        repository.Configure();
        repository.With("app/app.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Library</OutputType></PropertyGroup>
              <ItemGroup><ProjectReference Include="../bench/bench.csproj" /></ItemGroup>
            </Project>
            """);

        (await repository.BuildAsync("app", "--restore")).Passes();
        (await repository.BuildAsync("app", "-t:PerfGateCheck")).Fails("MSB4057");
        Assert.Empty(Directory.GetFiles(repository.PathOf("app/bin"), "*PerfGate*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(repository.PathOf("bench/bin"), "*PerfGate*", SearchOption.AllDirectories));
        Assert.DoesNotContain("PerfGate", await File.ReadAllTextAsync(repository.PathOf("bench/bin/Release/net10.0/bench.deps.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // The other framework has no benchmarks, as a library beside them would not.
    private void AddSeveralFrameworks() => repository
        .AddProject("several", """
            <TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
            </PropertyGroup><PropertyGroup Condition="'$(TargetFramework)' == 'netstandard2.0'"><OutputType>Library</OutputType><EnableDefaultCompileItems>false</EnableDefaultCompileItems><LangVersion>latest</LangVersion><ImplicitUsings>false</ImplicitUsings>
            """)
        .Remove("several/obj/perfgate");

    private (DateTime From, DateTime To) Measured(string suite)
    {
        var logs = new DirectoryInfo(repository.PathOf($"out/{suite}")).GetFiles("suite.log", SearchOption.AllDirectories);
        return (logs.Min(log => log.CreationTimeUtc), logs.Max(log => log.LastWriteTimeUtc));
    }
}
