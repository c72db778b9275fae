using System.Diagnostics;
using System.Text.RegularExpressions;
using PerfGate.Histories;
using PerfGate.Results;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>What <c>history</c> shows, lists and exports.</summary>
public sealed class Showing : IAsyncLifetime
{
    private HistoryRepository _repository = null!;

    public async ValueTask InitializeAsync() => _repository = await HistoryRepository.NewAsync();

    [Fact]
    public async Task Trends_show_what_changed_between_which_commits()
    {
        _repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0).Says("30 sessions read, 30 sessions new");

        var shown = (await _repository.RunAsync()).Exits(0).Output;

        Assert.Matches(@"worse: 10\d(\.\d)? ns -> 12\d(\.\d)? ns, 1\.\d+ times  0010abc\.\.0011abc, 2024-10-21: Commit 17\n", shown);
        Assert.Equal(1, Regex.Count(shown, "worse: "));
        Assert.Equal(shown, (await _repository.RunAsync("show")).Output);
        Assert.Equal(shown, (await _repository.RunAsync("--from", "h.jsonl")).Output);
        var one = (await _repository.RunAsync("--benchmark", "*Method0", "--metric", "time")).Exits(0).Output;
        Assert.Contains("no change found", one, StringComparison.Ordinal);
        Assert.DoesNotContain("Method1", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_listed_and_exported_and_taken_in_again()
    {
        _repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);

        var list = (await _repository.RunAsync("list")).Exits(0).Output.Split('\n');
        var csv = (await _repository.RunAsync("export", "--format", "csv", "--benchmark", "*Method1")).Exits(0).Output.Split('\n');
        (await _repository.RunAsync("export", "--output", "again.jsonl")).Exits(0).Says("wrote again.jsonl");

        Assert.Equal("load on linux.x64.here.123456: 30 sessions", list[0]);
        Assert.StartsWith("  001dabc   2024-11-02 00:00 UTC  check            3 benchmarks  Commit 29", list[1], StringComparison.Ordinal);
        Assert.Equal(32, csv.Length);
        Assert.StartsWith("load,linux.x64.here.123456,BenchmarkDotNet 0.15.8,0000abcdef,false,2024-10-04T00:00:00Z,2024-10-04T00:00:00Z,check,My.Suite.Type.Method1(N: 1),time,ns,10", csv[1], StringComparison.Ordinal);
        Assert.Equal(await TextAsync("h.jsonl"), await TextAsync("again.jsonl"));
        (await _repository.RunAsync("import", "again.jsonl")).Exits(0).Says("30 sessions read, 0 sessions new");
    }

    [Fact]
    public async Task Two_machines_are_shown_apart_and_each_can_be_chosen()
    {
        _repository.Write("h.jsonl", [.. HistoryRepository.Sessions(15, 1, (_, _) => 100), .. HistoryRepository.Sessions(15, 1, (_, _) => 200, new EnvironmentKey("other.machine"))]);

        var both = (await _repository.RunAsync("--from", "h.jsonl")).Exits(0).Output;
        var one = (await _repository.RunAsync("--from", "h.jsonl", "--environment", "OTHER")).Exits(0).Output;

        Assert.Equal(2, Regex.Count(both, "15 sessions, "));
        Assert.DoesNotContain("1 change", both, StringComparison.Ordinal);
        Assert.StartsWith("load on other.machine\n", one, StringComparison.Ordinal);
        (await _repository.RunAsync("--from", "h.jsonl", "--environment", "nowhere")).Fails(2, "PG1001").Says("load' on other.machine");
    }

    [Fact]
    public async Task What_is_not_there_is_said_with_what_is_nearest()
    {
        _repository.Write("h.jsonl", HistoryRepository.Stepped());

        (await _repository.RunAsync("--from", "h.jsonl", "--benchmark", "My.Suite.Type.Method1(N:1)")).Fails(2, "PG1001").Says("Did you mean 'My.Suite.Type.Method1(N: 1)'");
        (await _repository.RunAsync("--from", "h.jsonl", "--metric", "tiem")).Fails(2, "PG1001").Says("Use one of time");
        (await _repository.RunAsync("--from", "none.jsonl")).Fails(2, "PG1007");
        (await _repository.RunAsync("list")).Fails(4, "PG5015").Says("\"history\": true");
        (await _repository.RunAsync("push")).Fails(4, "PG5015");
        (await Cli.RunAsync(Path.GetTempPath(), "history")).Fails(4, "PG5015").Says("no git repository");
    }

    [Fact]
    public async Task A_torn_last_line_is_named_and_kept_and_a_newer_or_broken_one_is_refused()
    {
        var whole = string.Concat(HistoryRepository.Stepped().Select(HistoryWriter.Line));
        _repository.Workspace.With("torn.jsonl", whole[..^20]).With("newer.jsonl", whole.Replace("\"schemaVersion\":1,\"suite\":\"load\",\"environment\":\"linux", "\"schemaVersion\":2,\"suite\":\"load\",\"environment\":\"linux", StringComparison.Ordinal))
            .With("broken.jsonl", whole[20..]);

        (await _repository.RunAsync("import", "torn.jsonl")).Exits(0).Says("warning PG5012", "line 30", "29 sessions read, 29 sessions new");
        (await _repository.RunAsync("import", "newer.jsonl")).Fails(4, "PG5011");
        (await _repository.RunAsync("--from", "broken.jsonl")).Fails(4, "PG5010").Says("line 1 of 'broken.jsonl'");
        Assert.Equal(whole[..^20], await TextAsync("torn.jsonl"));
    }

    [Fact]
    public async Task A_torn_file_of_the_ref_stays_there_and_the_rest_is_read()
    {
        _repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);
        var torn = await TreeWithAsync("2024-10/torn.jsonl", HistoryWriter.Line(HistoryRepository.Stepped().First())[..80]);

        (await _repository.RunAsync("list")).Exits(0).Says("warning PG5012", "refs/perfgate/history:2024-10/torn.jsonl");
        _repository.Write("more.jsonl", HistoryRepository.Sessions(31, 3, (_, _) => 100).TakeLast(1));
        (await _repository.RunAsync("import", "more.jsonl")).Exits(0).Says("1 session new");
        Assert.Contains(torn, await _repository.Workspace.GitAsync("ls-tree", "-r", "refs/perfgate/history"), StringComparison.Ordinal);
        Assert.Equal(31, await HistoryRepository.CountAsync(_repository.Workspace.Folder));
    }

    [Fact]
    public async Task A_hundred_thousand_values_are_answered_in_less_than_two_seconds()
    {
        var random = new Random(1);
        _repository.Write("h.jsonl", HistoryRepository.Sessions(250, 400, (day, b) => (b == 7 && day >= 100 ? 115 : 100) * (1 + (0.03 * random.NextDouble()))));
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);
        var watch = Stopwatch.StartNew();

        var shown = (await _repository.RunAsync()).Exits(0).Output;

        // Beside other tests it takes longer than alone.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 6);
        Assert.Contains("0063abc..0064abc", shown, StringComparison.Ordinal);
        Assert.Contains("399 without a change", shown, StringComparison.Ordinal);
    }

    // A file that somebody else put into the ref.
    private async Task<string> TreeWithAsync(string path, string text)
    {
        _repository.Workspace.With("blob", text);
        var blob = (await _repository.Workspace.GitAsync("hash-object", "-w", "blob")).Trim();
        using var made = RunningProcess.Start(
            "sh",
            ["-ec", $"git read-tree refs/perfgate/history && git update-index --add --cacheinfo 100644,{blob},{path} && git update-ref refs/perfgate/history $(git -c user.name=A -c user.email=a@example.org commit-tree -p refs/perfgate/history -m x $(git write-tree))"],
            _repository.Workspace.Folder, new Dictionary<string, string> { ["GIT_INDEX_FILE"] = _repository.Workspace.PathOf("index") });
        (await made.FinishAsync()).Exits(0);
        return blob;
    }

    private Task<string> TextAsync(string file) => File.ReadAllTextAsync(_repository.Workspace.PathOf(file), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _repository.Dispose();
        return ValueTask.CompletedTask;
    }
}
