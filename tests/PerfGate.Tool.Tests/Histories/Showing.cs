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

    private Task<string> TextAsync(string file) => File.ReadAllTextAsync(_repository.Workspace.PathOf(file), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _repository.Dispose();
        return ValueTask.CompletedTask;
    }
}
