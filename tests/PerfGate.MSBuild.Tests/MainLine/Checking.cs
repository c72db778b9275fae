namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class Checking(SampleRepository repository)
{
    [Fact]
    public async Task An_unchanged_suite_passes_and_its_verdicts_are_items()
    {
        repository.Configure(launches: 5);

        var build = (await repository.BuildAsync("bench", "-t:PerfGateCheck")).Exits(0);

        build.Measures(true).Says(
            "PASSED 2 benchmarks: none got worse", "seen: outcome passed", "seen: Steady.Work.Sum(N: 1000) time unchanged [",
            "seen: Steady.Work.Sum(N: 2000) allocated unchanged [");
    }

    [Fact]
    public async Task A_slower_benchmark_fails_the_build_at_its_source_with_its_ratio_and_nothing_else_does()
    {
        repository.Configure("Steady.Work.*", launches: 5);

        var build = (await repository.BuildAsync(("STEADY_SPIN", "50000"), "bench", "-t:PerfGateCheck", "-p:PerfGateArguments=--no-confirm")).Fails("PG4001");

        var errors = build.Diagnostics("error");
        Assert.Equal(2, errors.Count);
        Assert.All(errors, error =>
        {
            Assert.Equal(repository.PathOf("bench/Work.cs"), error.File);
            Assert.Contains(" Knob()", File.ReadLines(error.File).ElementAt(error.Line - 1), StringComparison.Ordinal);
            Assert.Matches(@"^'Steady\.Work\.Knob\(N: \d000\)' is [\d.]+ times as slow as the baseline; the least iteration is [\d.]+ times the slowest launch of the baseline; with 5 launches, more than [\d.]+ is a regression", error.Text);
        });
        build.Says("seen: outcome regressed", "seen: Steady.Work.Knob(N: 1000) time regressed [", "seen: Steady.Work.Sum(N: 1000) time unchanged [");
    }

    [Theory]
    [InlineData("", "warning", 0)]
    [InlineData("-p:PerfGateTreatInconclusiveAsError=true", "error", 1)]
    [InlineData("-p:TreatWarningsAsErrors=true", "error", 1)]
    [InlineData("-p:TreatWarningsAsErrors=true -p:WarningsNotAsErrors=PG4003", "warning", 0)]
    [InlineData("-p:WarningsAsErrors=PG4003", "error", 1)]
    [InlineData("-p:NoWarn=PG4003", "nothing", 0)]
    public async Task What_could_not_be_decided_is_a_warning_or_what_the_build_says_that_it_is(string properties, string category, int exitCode)
    {
        repository.Configure();

        var build = (await repository.BuildAsync("bench", ["-t:PerfGateCheck", .. properties.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).Exits(exitCode);

        build.Says("INCONCLUSIVE 2 benchmarks");
        Assert.Equal(category == "error" ? ["PG4003"] : [], build.Errors);
        Assert.Equal(category == "warning" ? ["PG4003"] : [], build.Warnings);
    }

    [Fact]
    public async Task What_is_set_in_the_build_reaches_the_tool()
    {
        repository.Configure("Steady.Work.*");

        var build = (await repository.BuildAsync(
            "bench", "-t:PerfGateCheck", "-p:PerfGateFilter=*Sum(N: 1000)%3B*Knob(N: 1000)", "-p:PerfGateLaunches=2", "-p:PerfGateReports=markdown=out/report.md%3Bjson=out/r.json",
            "-p:PerfGateStore=../baselines", "-p:PerfGateSuite=bench", "-p:PerfGateConfig=../perfgate.json", "-p:PerfGateVerbosity=quiet",
            "-p:PerfGateArtifacts=out/artifacts")).Exits(0);

        Assert.Contains("Work.Sum(N: 1000)", await File.ReadAllTextAsync(repository.PathOf("bench/out/report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(repository.PathOf("bench/out/r.json")));
        Assert.Equal(2, Directory.GetDirectories(repository.PathOf("bench/out/artifacts/bench")).Length);
        build.Says("seen: Steady.Work.Knob(N: 1000) time");
        Assert.DoesNotContain("N: 2000", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("launch 1 of 2", build.Output, StringComparison.Ordinal);
        repository.Remove("bench/out");
    }

    [Fact]
    public async Task A_budget_and_a_commit_to_judge_against_are_passed_on()
    {
        repository.Configure();

        var build = await repository.BuildAsync("bench", "-t:PerfGateCheck", "-p:PerfGateBudget=5m", "-p:PerfGateAgainst=main", "-p:PerfGateQuick=true", "-v:d");

        Assert.Matches(@"dotnet-perfgate\.dll check .*--quick --against main --budget 5m ", build.Output);
    }

    [Fact]
    public async Task A_saved_result_is_reported_again_with_its_outcome_and_nothing_is_measured()
    {
        repository.Configure();
        (await repository.BuildAsync("bench", "-t:PerfGateCheck", "-p:PerfGateTreatInconclusiveAsError=true")).Fails("PG4003");

        var build = (await repository.BuildAsync("bench", "-t:PerfGateReport", "-p:PerfGateReports=markdown=report.md")).Fails("PG4003").Measures(false);

        Assert.StartsWith("<!-- perfgate -->\n## PerfGate: INCONCLUSIVE", await File.ReadAllTextAsync(repository.PathOf("bench/report.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        File.Delete(repository.PathOf("bench/report.md"));
        Assert.Equal(repository.PathOf("perfgate.json"), Assert.Single(build.Diagnostics("error")).File);
    }
}
