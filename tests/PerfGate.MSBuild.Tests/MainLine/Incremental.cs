namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class Incremental(SampleRepository repository)
{
    private const string Check = "-t:PerfGateCheck";

    [Fact]
    public async Task What_passed_is_measured_again_only_when_something_changed()
    {
        repository.ConfigureAsNew();
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);

        (await repository.BuildAsync("bench", Check)).Passes().Measures(false).Says("seen: outcome passed", "seen: Steady.Work.Sum(N: 1000) time added");

        using var change = new Edited(repository, "bench/Work.cs", text => text.Replace("1.0 / i", "2.0 / i", StringComparison.Ordinal));
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);
        (await repository.BuildAsync("bench", Check, "-p:PerfGateLaunches=2")).Passes().Measures(true);
    }

    [Fact]
    public async Task A_configuration_that_changed_and_a_baseline_that_came_are_looked_at()
    {
        repository.Configure();
        var baseline = Assert.Single(Directory.GetFiles(repository.PathOf("baselines")));
        var text = await File.ReadAllTextAsync(baseline, TestContext.Current.CancellationToken);
        repository.ConfigureAsNew();
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);

        repository.With("perfgate.json", await File.ReadAllTextAsync(repository.PathOf("perfgate.json"), TestContext.Current.CancellationToken) + "\n");
        (await repository.BuildAsync("bench", Check)).Passes().Measures(true);
        (await repository.BuildAsync("bench", Check)).Passes().Measures(false);

        repository.With("baselines/here.json", text);
        (await repository.BuildAsync("bench", Check)).Exits(0).Measures(true).Says("time inconclusive");
    }

    [Fact]
    public async Task A_baseline_that_is_gone_is_missed()
    {
        repository.Configure(launches: 5);
        (await repository.BuildAsync("bench", Check)).Exits(0).Says("seen: outcome passed");
        (await repository.BuildAsync("bench", Check)).Exits(0).Measures(false);

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
