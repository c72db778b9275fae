using System.Text.Json;
using System.Text.RegularExpressions;
using PerfGate.Histories;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>What every history does, wherever it is kept: real processes, real git, and a real database where it is in one.</summary>
public abstract class HistoryContract : IAsyncLifetime
{
    private HistoryRepository? _repository;

    private protected HistoryRepository Repository => _repository!;

    private protected abstract Task<HistoryRepository> NewAsync();

    /// <summary>Puts a text into it that the tool did not write.</summary>
    private protected abstract Task PutAsync(string text);

    public async ValueTask InitializeAsync() => _repository = await NewAsync();

    public virtual ValueTask DisposeAsync()
    {
        _repository?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Trends_show_what_changed_between_which_commits()
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0).Says("30 sessions read, 30 sessions new");

        var shown = (await Repository.RunAsync()).Exits(0).Output;

        Assert.Matches(@"worse: 10\d(\.\d)? ns -> 12\d(\.\d)? ns, 1\.\d+ times  0010abc\.\.0011abc, 2024-10-21: Commit 17\n", shown);
        Assert.Equal(1, Regex.Count(shown, "worse: "));
        Assert.Equal(shown, (await Repository.RunAsync("show")).Output);
        Assert.Equal(shown, (await Repository.RunAsync("--from", "h.jsonl")).Output);
        var one = (await Repository.RunAsync("--benchmark", "*Method0", "--metric", "time")).Exits(0).Output;
        Assert.Contains("no change found", one, StringComparison.Ordinal);
        Assert.DoesNotContain("Method1", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_are_listed_and_exported_and_taken_in_again()
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0);

        var list = (await Repository.RunAsync("list")).Exits(0).Output.Split('\n');
        var csv = (await Repository.RunAsync("export", "--format", "csv", "--benchmark", "*Method1")).Exits(0).Output.Split('\n');
        (await Repository.RunAsync("export", "--output", "again.jsonl")).Exits(0).Says("wrote again.jsonl");

        Assert.Equal("load on linux.x64.here.123456: 30 sessions", list[0]);
        Assert.StartsWith("  001dabc   2024-11-02 00:00 UTC  check            3 benchmarks  Commit 29", list[1], StringComparison.Ordinal);
        Assert.Equal(32, csv.Length);
        Assert.StartsWith("load,linux.x64.here.123456,BenchmarkDotNet 0.15.8,0000abcdef,false,2024-10-04T00:00:00Z,2024-10-04T00:00:00Z,check,My.Suite.Type.Method1(N: 1),time,ns,10", csv[1], StringComparison.Ordinal);
        Assert.Equal(await TextAsync("h.jsonl"), await TextAsync("again.jsonl"));
        (await Repository.RunAsync("import", "again.jsonl")).Exits(0).Says("30 sessions read, 0 sessions new");
    }

    [Fact]
    public async Task Of_writers_at_once_none_is_lost()
    {
        var sessions = HistoryRepository.Sessions(8, 2, (day, _) => 100 + day).ToList();
        foreach (var (i, session) in sessions.Index())
        {
            Repository.Write($"{i}.jsonl", [session]);
        }

        var results = await Task.WhenAll(sessions.Select((_, i) => Repository.RunAsync("import", $"{i}.jsonl")));

        Assert.All(results, result => result.Exits(0).Says("1 session new"));
        Assert.Equal(8, await Repository.CountAsync());
    }

    [Fact]
    public async Task One_path_that_cannot_be_read_keeps_the_others_out()
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        Repository.Workspace.With("broken.json", "{ \"Title\": ");

        (await Repository.RunAsync("import", "h.jsonl", "broken.json")).Exits(3);

        (await Repository.RunAsync("list")).Fails(4, "PG5015");
    }

    [Fact]
    public async Task What_runs_checks_and_updates_measure_is_added_where_the_configuration_says_so()
    {
        Repository.WithScript();
        (await Repository.RunToolAsync("run")).Exits(0);
        (await Repository.RunAsync("list")).Fails(4, "PG5015").Says("there is no history here yet");
        Repository.WithScript(keepsHistory: true);

        (await Repository.RunToolAsync("run")).Exits(0).Says("added to the history: 1 session");
        (await Repository.RunToolAsync("baseline", "update")).Exits(0).Says("added to the history: 1 session");
        (await Repository.RunToolAsync("check")).Exits(0).Says("added to the history: 1 session");

        var lines = (await Repository.RunAsync("export")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["baseline update", "check", "run"], lines.Select(line => line.GetProperty("origin").GetString()!).Order());
        Assert.All(lines, line => Assert.Equal("first", line.GetProperty("commit").GetProperty("subject").GetString()));
    }

    [Fact]
    public async Task Commits_that_it_has_already_are_not_measured_again()
    {
        Repository.WithScript();
        await Repository.CommitAsync("second");

        (await Repository.RunAsync("backfill", "--since", "HEAD", "--suite", "load")).Exits(0).Says("1 commit to measure of 1", "added with 1 benchmark");
        (await Repository.RunAsync("backfill", "--since", "HEAD")).Exits(0).Says("0 commits to measure of 1");

        Assert.Matches("  backfill  .*  second\n", (await Repository.RunAsync("list")).Exits(0).Output);
    }

    [Fact]
    public async Task A_torn_session_stays_there_and_the_rest_is_read()
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0);
        await PutAsync(HistoryWriter.Line(HistoryRepository.Stepped().First())[..80]);

        (await Repository.RunAsync("list")).Exits(0).Says("warning PG5012", "by-hand");
        Repository.Write("more.jsonl", HistoryRepository.Sessions(31, 3, (_, _) => 100).TakeLast(1));
        (await Repository.RunAsync("import", "more.jsonl")).Exits(0).Says("1 session new");
        (await Repository.RunAsync("list")).Exits(0).Says("warning PG5012");
        Assert.Equal(31, await Repository.CountAsync());
    }

    [Theory]
    [InlineData("{}\n", "PG5010")]
    [InlineData("""{"format":"perfgate-history","schemaVersion":2}""", "PG5011")]
    public async Task With_a_session_that_cannot_be_read_nothing_is(string text, string code)
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0);
        await PutAsync(text);

        (await Repository.RunAsync()).Fails(4, code);
        (await Repository.RunAsync("page", "history.html")).Fails(4, code);
        Assert.False(File.Exists(Repository.Workspace.PathOf("history.html")));
    }

    private Task<string> TextAsync(string file) => File.ReadAllTextAsync(Repository.Workspace.PathOf(file), TestContext.Current.CancellationToken);
}
