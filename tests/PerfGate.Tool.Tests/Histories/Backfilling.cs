using System.Text.Json;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>Old commits that are measured today.</summary>
public sealed class Backfilling : IAsyncLifetime
{
    private const string Script = """
        echo "{\"benchmark\": \"work\", \"unit\": \"ms\", \"value\": $(cat built)}" >> $PERFGATE_OUTPUT
        """;

    // The 6th commit does not build; from the 9th on it is slower.
    private const string Series = """
        for i in $(seq 1 12); do
          case $i in
            6) : > work;;
            7) echo 100 > work;;
            9) echo 150 > work;;
          esac
          GIT_COMMITTER_DATE="2026-01-$((i + 10))T00:00:00Z" git -c user.name=A -c user.email=a@example.org commit --quiet --all --allow-empty --message "Commit $i"
        done
        """;

    private readonly Workspace _workspace = new();

    public async ValueTask InitializeAsync()
    {
        _workspace.With("bench.sh", Script).With("work", "100").With(".gitignore", "built\n.tmp\n").WithConfig("""
            { "suites": [ { "name": "load", "command": ["sh", "bench.sh"], "build": ["sh", "-c", "test -s work && cp work built"], "launches": 1 } ] }
            """);
        await _workspace.CommitAsync();
        await _workspace.GitAsync("tag", "first");
        using var series = RunningProcess.Start("sh", ["-ec", Series], _workspace.Folder);
        (await series.FinishAsync()).Exits(0);
    }

    [Fact]
    public async Task Stand_at_their_own_day_and_those_that_are_there_are_not_measured_again()
    {
        var some = (await _workspace.RunAloneAsync("history", "backfill", "--since", "first", "--every", "4")).Exits(0);
        some.Says("4 commits to measure of 4");
        var rest = (await _workspace.RunAloneAsync("history", "backfill", "--since", "first")).Exits(0);
        rest.Says("9 commits to measure of 13", "skipped: suite 'load' does not build");
        var last = (await _workspace.RunAloneAsync("history", "backfill", "--since", "first", "--until", "HEAD~7")).Exits(0);
        last.Says("0 commits to measure of 6");

        var lines = (await _workspace.RunAsync("history", "export")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["first", .. new[] { 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12 }.Select(i => $"Commit {i}")], lines.Select(line => line.GetProperty("commit").GetProperty("subject").GetString()!).OrderBy(subject => subject == "first" ? 0 : int.Parse(subject[7..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([100e6, 150e6], lines.Select(line => line.GetProperty("benchmarks").GetProperty("work").GetProperty("time").GetProperty("value").GetDouble()).Distinct().Order());
        Assert.All(lines, line => Assert.Equal(("backfill", false), (line.GetProperty("origin").GetString(), line.GetProperty("commit").GetProperty("dirty").GetBoolean())));
        Assert.Single((await _workspace.GitAsync("worktree", "list", "--porcelain")).Split('\n'), line => line.StartsWith("worktree ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_none_can_be_measured_it_is_an_error()
    {
        (await _workspace.RunAloneAsync("history", "backfill", "--since", "HEAD~6", "--until", "HEAD~6")).Fails(3, "PG2004").Says("none of the commits");
        (await _workspace.RunAloneAsync("history", "backfill", "--since", "nowhere")).Fails(4, "PG3007");
        (await _workspace.RunAloneAsync("history", "backfill", "--since", "first", "--every", "0")).Fails(2, "PG1001");
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        return ValueTask.CompletedTask;
    }
}
