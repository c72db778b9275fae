namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class OnBuild(SampleRepository repository)
{
    private const string InCi = "-p:ContinuousIntegrationBuild=true";

    [Fact]
    public async Task Said_in_the_project_it_means_in_CI()
    {
        using var project = new Edited(repository, "bench/bench.csproj", text => text.Replace("<PropertyGroup>", "<PropertyGroup><PerfGateOnBuild>true</PerfGateOnBuild>", StringComparison.Ordinal));
        repository.Configure();

        (await repository.BuildAsync("bench")).Passes().Measures(false);
        (await repository.BuildAsync("bench", InCi)).Exits(0).Measures(true);
        (await repository.BuildAsync("bench", InCi, "-p:PerfGateOnBuild=false")).Passes().Measures(false);
    }

    [Fact]
    public async Task Not_said_it_is_never_done()
    {
        repository.Configure();

        (await repository.BuildAsync("bench", InCi)).Passes().Measures(false);
    }

    [Fact]
    public async Task Said_on_the_command_line_it_means_now_and_once()
    {
        repository.Configure();

        var build = (await repository.BuildAsync("bench", "-p:PerfGateOnBuild=true", "-t:Build;PerfGateCheck")).Exits(0);

        Assert.Equal(2, build.Output.Split("as it was built").Length);
    }

    [Theory]
    [InlineData("DesignTimeBuild")]
    [InlineData("PERFGATE_MEASURING")]
    public async Task An_editor_that_looks_and_a_build_that_is_part_of_a_measurement_check_nothing(string variable)
    {
        repository.Configure();

        (await repository.BuildAsync((variable, "true"), "bench", "-p:PerfGateOnBuild=true")).Passes().Measures(false);
    }

    [Fact]
    public async Task A_debug_build_is_refused_and_not_passed_over()
    {
        repository.Configure();

        (await repository.BuildAsync("bench", "-p:PerfGateOnBuild=true", "-c", "Debug")).Fails("PG2005");
    }
}
