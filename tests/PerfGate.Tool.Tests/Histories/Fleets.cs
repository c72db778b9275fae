using System.Text.Json.Nodes;
using PerfGate.Histories;
using PerfGate.Results;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>Which models of machine have a baseline, and how the gaps are filled.</summary>
public sealed class Fleets(ReplayedSuite suite) : IClassFixture<ReplayedSuite>
{
    [Fact]
    public async Task Shows_of_a_label_which_models_have_a_baseline()
    {
        suite.Configure("history", JsonValue.Create(true));
        var job = new Dictionary<string, string> { ["PERFGATE_RUNNER"] = "ubuntu-latest" };
        (await suite.RunAsJobAsync(suite.Workspace.Folder, job, "run", "--launches", "1", "--output", ".git/run.json")).Exits(0);

        Assert.StartsWith(
            "ubuntu-latest, suite 'Replay': 1 of 1 model has a baseline, 100 % of 1 run\n  stored   100 %  1 run  AMD EPYC",
            (await suite.Workspace.RunAsync("fleet", "--runner", "ubuntu-latest")).Exits(0).Output, StringComparison.Ordinal);
        (await suite.Workspace.RunAsync("fleet", "--runner", "windows-latest")).Fails(2, "PG1001").Says("'ubuntu-latest'");

        await suite.GitAsync("update-ref", "-d", "refs/perfgate/history");
        await suite.RestoreAsync();
    }

    [Fact]
    public async Task Shows_what_is_missing()
    {
        using var repository = await HistoryRepository.NewAsync();
        repository.Workspace.WithConfig("""{ "suites": [ { "name": "load", "command": ["sh", "x"] } ] }""");
        var file = repository.Write("old.jsonl", HistoryRepository.Sessions(3, 1, (_, _) => 1).Concat(HistoryRepository.Sessions(1, 1, (_, _) => 1, new EnvironmentKey("linux.x64.there.123456"))));

        Assert.Contains("0 of 2 models have a baseline, 0 % of 4 runs", (await repository.Workspace.RunAsync("fleet", "--from", file, "--json", "fleet.json")).Exits(0).Output, StringComparison.Ordinal);
        var fleet = Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(repository.Workspace.PathOf("fleet.json"), TestContext.Current.CancellationToken))!["fleets"]!.AsArray())!;
        Assert.Equal((4, 0.0), (fleet["runs"]!.GetValue<int>(), fleet["covered"]!.GetValue<double>()));
        Assert.Equal([3, 1], fleet["models"]!.AsArray().Select(model => model!["runs"]!.GetValue<int>()));
        Assert.All(fleet["models"]!.AsArray(), model => Assert.False(model!["hasBaseline"]!.GetValue<bool>()));
        (await repository.Workspace.RunAsync("fleet")).Fails(4, "PG5015");
        (await repository.Workspace.RunAsync("fleet", "--from", repository.Write("imported.jsonl", HistoryRepository.Sessions(1, 1, (_, _) => 1).Select(session => new HistorySession(
            session.Suite, session.Environment, session.Machine, session.Harness, session.Commit, session.MeasuredAt, HistoryOrigin.Import, session.Values))))).Fails(4, "PG5015");
    }

    [Fact]
    public async Task A_baseline_is_stored_only_where_this_machine_has_none()
    {
        var before = suite.Workspace.StoredFiles();
        (await suite.RunAsync("baseline", "update", "--missing")).Exits(0).Says("suite 'Replay' has a baseline of this machine", "launch 1 of 1");
        Assert.Equal(before, suite.Workspace.StoredFiles());

        using var aside = new StoredAside(suite.Workspace);
        var other = suite.Workspace.PathOf("baselines/other.json");
        suite.Workspace.EditBaseline(json => json["sessions"]![0]!["host"]!["processor"] = "Intel Pentium");
        File.Move(suite.Workspace.Baseline, other);

        (await suite.RunAsync("baseline", "update", "--missing", "--launches", "2")).Exits(0).Says("launch 1 of 1", "launch 2 of 2", "stored ");

        Assert.Equal(2, Directory.GetFiles(suite.Workspace.Baselines).Length);
        File.Delete(other);
    }
}
