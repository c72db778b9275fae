using System.Text.RegularExpressions;

namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class Output(SampleRepository repository)
{
    [Fact]
    public async Task A_build_shows_progress_and_the_verdict_and_the_report_only_to_those_who_ask_for_more()
    {
        repository.Configure(launches: 2);

        var normal = await repository.BuildAsync("bench", "-t:PerfGateCheck", "-tl:off");
        var more = await repository.BuildAsync("bench", "-t:PerfGateCheck", "-tl:off", "-v:n");

        normal.Says("bench: launch 1 of 2 (50 %", "INCONCLUSIVE 2 benchmarks");
        Assert.DoesNotContain("No regression was found", normal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet-perfgate.dll", normal.Output, StringComparison.Ordinal);
        more.Says("No regression was found, but not everything could be decided.");
    }

    [Fact]
    public async Task The_terminal_logger_shows_what_is_being_done_and_links_a_code_to_its_explanation()
    {
        repository.Configure();

        var build = await repository.BuildAsync("bench", "-t:PerfGateCheck", "-tl:on");

        Assert.Contains("PerfGateMeasure", build.Output, StringComparison.Ordinal);
        Assert.Matches(@"\e\]8;;file://[^\e]*/docs/diagnostics\.md#pg4003\e\\.*PG4003", build.Output);
    }

    [Fact]
    public async Task A_binary_log_tells_the_command_its_environment_and_its_output()
    {
        repository.Configure();
        var log = repository.PathOf("check.binlog");
        await repository.BuildAsync("bench", "-t:PerfGateCheck", $"-bl:{log}");

        var told = (await repository.BuildAsync(log, "-v:diag")).Output;

        Assert.Matches($@"dotnet ""?{Regex.Escape(repository.Packages.Cache)}.*dotnet-perfgate\.dll""? check --project ", told);
        Assert.Contains("PERFGATE_HOST=msbuild", told, StringComparison.Ordinal);
        Assert.Contains("No regression was found", told, StringComparison.Ordinal);
        Assert.Contains("warning PG4003", told, StringComparison.Ordinal);
    }
}
