namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class Incremental(SampleRepository repository)
{
    private const string Check = "-t:PerfGateCheck";

    [Fact]
    public async Task What_passed_is_measured_again_only_when_something_changed()
    {
        repository.Configure(launches: 5);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);

        (await repository.BuildAsync("bench", Check)).Passes().Measures(false).Says("seen: outcome passed", "seen: Steady.Work.Sum(N: 1000) time unchanged");

        File.SetLastWriteTimeUtc(repository.PathOf("bench/bin/Release/net10.0/bench.dll"), DateTime.UtcNow);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);
        (await repository.BuildAsync("bench", Check, "-p:PerfGateLaunches=4")).Exits(0).Measures(true);
    }

    [Fact]
    public async Task A_configuration_or_baseline_that_changed_came_or_went_is_looked_at()
    {
        // Without a baseline everything is new, which passes.
        repository.Configure(baselines: new { required = false });
        var baseline = Assert.Single(Directory.GetFiles(repository.PathOf("baselines")));
        var elsewhere = repository.PathOf("elsewhere.json");
        File.Move(baseline, elsewhere, overwrite: true);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(false);

        File.SetLastWriteTimeUtc(repository.PathOf("perfgate.json"), DateTime.UtcNow);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);

        File.Move(elsewhere, baseline);
        (await repository.BuildAsync("bench", Check, "-p:PerfGateFilter=*Sum*")).Exits(0).Measures(true);
    }

    [Fact]
    public async Task A_baseline_that_is_gone_is_missed()
    {
        repository.Configure(launches: 5);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);

        repository.Remove("baselines");

        (await repository.BuildAsync("bench", Check)).Fails("PG3001");
    }

    [Fact]
    public async Task What_failed_or_was_not_decided_is_measured_again()
    {
        repository.Configure();
        (await repository.BuildAsync("bench", Check, "-p:PerfGateTreatInconclusiveAsError=true")).Fails("PG4003").Measures(true);

        (await repository.BuildAsync("bench", Check)).Exits(0).Measures(true);
        (await repository.BuildAsync("bench", Check)).Exits(0).Measures(true);
    }
}
