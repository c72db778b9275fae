namespace PerfGate.MSBuild.Tests.Faults;

[Collection<OneAtATime>]
public class BrokenTool(SampleRepository repository)
{
    [Fact]
    public async Task A_tool_that_ends_without_saying_why_is_an_error_of_its_own()
    {
        repository.Configure().With("bench/broken.dll", "no program");

        (await repository.BuildAsync("bench", "-t:PerfGateCheck", $"-p:PerfGateTool={repository.PathOf("bench/broken.dll")}")).Fails("PG1010");

        File.Delete(repository.PathOf("bench/broken.dll"));
    }
}
