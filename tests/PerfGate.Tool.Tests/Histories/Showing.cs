using System.Text.Json;
using System.Text.RegularExpressions;
using PerfGate.Histories;
using PerfGate.Model;
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
    public async Task Programs_get_every_field_with_its_type()
    {
        _repository.Write("h.jsonl", HistoryRepository.Stepped());

        var shown = (await _repository.RunAsync("--from", "h.jsonl", "--format", "json", "--benchmark", "*Method0*", "--benchmark", "*Method1*")).Exits(0).Json();
        var listed = (await _repository.RunAsync("list", "--from", "h.jsonl", "--format", "json")).Exits(0).Json();

        Assert.Equal((1, 0.01), (shown.GetProperty("schemaVersion").GetInt32(), shown.GetProperty("alpha").GetDouble()));
        var history = Assert.Single(shown.GetProperty("histories").EnumerateArray());
        Assert.Equal(("load", "linux.x64.here.123456", "a machine, 2 cores"), (history.GetProperty("suite").GetString(), history.GetProperty("environment").GetString(), history.GetProperty("machine").GetString()));
        var session = history.GetProperty("sessions")[17];
        Assert.Equal("""{"hash":"0011abcdef","subject":"Commit 17","dirty":false,"committedAt":"2024-10-21T00:00:00+00:00"}""", session.GetProperty("commit").GetRawText());
        Assert.Equal(("2024-10-21T00:00:00+00:00", "check", "BenchmarkDotNet 0.15.8", 3), (session.GetProperty("measuredAt").GetString(), session.GetProperty("origin").GetString(), session.GetProperty("harness").GetString(), session.GetProperty("benchmarks").GetInt32()));
        var series = history.GetProperty("series")[1];
        Assert.Equal(("My.Suite.Type.Method1(N: 1)", "time", "ns", 30), (series.GetProperty("benchmark").GetString(), series.GetProperty("metric").GetString(), series.GetProperty("unit").GetString(), series.GetProperty("values").GetArrayLength()));
        var change = Assert.Single(series.GetProperty("changes").EnumerateArray());
        Assert.Equal(("step", 16, 17, true), (change.GetProperty("kind").GetString(), change.GetProperty("before").GetInt32(), change.GetProperty("after").GetInt32(), change.GetProperty("worse").GetBoolean()));
        Assert.InRange(change.GetProperty("ratio").GetDouble(), 1.18, 1.22);
        Assert.Equal(change.GetProperty("ratio").GetDouble(), change.GetProperty("to").GetDouble() / change.GetProperty("from").GetDouble(), 9);
        Assert.InRange(change.GetProperty("pValue").GetDouble(), 0, 0.01);
        Assert.Equal(["schemaVersion", "histories"], listed.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["suite", "environment", "machine", "sessions"], listed.GetProperty("histories")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task A_benchmark_that_was_renamed_has_one_history_by_its_name_of_now()
    {
        var days = HistoryRepository.Stepped().ToList();
        _repository.Write("h.jsonl", days.Select((session, day) => day < 20 ? session
            : session.With(session.Values.Select(value => new HistoryValue(BenchmarkId.Parse(value.Id.ToString().Replace("My.Suite.Type", "My.Suite.Kind", StringComparison.Ordinal)), value.Metric, value.Value, value.Launches, value.Spread)))));
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);
        Assert.Contains("6 benchmarks", (await _repository.RunAsync()).Exits(0).Output, StringComparison.Ordinal);
        _repository.Workspace.WithConfig("""{ "suites": [ { "name": "load", "command": ["sh", "x"] } ], "renames": [ { "from": "My.Suite.Type", "to": "My.Suite.Kind" } ] }""");

        var shown = (await _repository.RunAsync()).Exits(0).Output;

        Assert.Contains("30 sessions, 2024-10-04 to 2024-11-02; 3 benchmarks; 1 change: 1 worse", shown, StringComparison.Ordinal);
        Assert.Matches(@"My\.Suite\.Kind\.Method1\(N: 1\) time\n.*\n      worse: .* 0010abc\.\.0011abc", shown);
        Assert.Single((await _repository.RunAsync("--benchmark", "*Kind.Method2*", "--format", "json")).Exits(0).Json().GetProperty("histories")[0].GetProperty("series").EnumerateArray(),
            series => series.GetProperty("values").EnumerateArray().All(value => value.ValueKind == JsonValueKind.Number));
        Assert.Equal(31, (await _repository.RunAsync("export", "--format", "csv", "--benchmark", "*Kind.Method1*")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        // What was measured keeps its names, so that it is the same where it is taken in.
        (await _repository.RunAsync("export", "--output", "again.jsonl")).Exits(0);
        Assert.Equal(await TextAsync("h.jsonl"), await TextAsync("again.jsonl"));
    }

    [Fact]
    public async Task What_a_stored_baseline_accepts_is_shown_with_its_reason_where_no_session_says_so()
    {
        _repository.WithScript(keepsHistory: true);
        await _repository.CommitAsync("small");
        (await _repository.RunToolAsync("run")).Exits(0);
        (await _repository.RunToolAsync("baseline", "update")).Exits(0);
        (await _repository.RunToolAsync("check")).Exits(0);
        _repository.WithScript(keepsHistory: false);
        _repository.Workspace.With("work", "300");
        await _repository.CommitAsync("large");
        (await _repository.RunToolAsync("baseline", "update", "--accept", "work", "--reason", "larger tables")).Exits(0);
        var before = await _repository.CountAsync();
        _repository.WithScript(keepsHistory: true);
        _repository.Workspace.With("work", "300");
        (await _repository.RunToolAsync("run")).Exits(0);
        (await _repository.RunToolAsync("check")).Exits(0);

        var shown = (await _repository.RunAsync()).Exits(0).Output;
        var json = (await _repository.RunAsync("--format", "json", "--metric", "allocated")).Exits(0).Json();
        (await _repository.RunAsync("page", "history.html")).Exits(0);

        Assert.Equal(before + 2, await _repository.CountAsync());
        Assert.Matches(@"1 change: 1 accepted\n(.*\n)*      worse, accepted: 100 B -> 300 B, 3\.000 times  .*\n        accepted by .* on \d{4}-\d\d-\d\d: larger tables\n", shown);
        var accepted = json.GetProperty("histories")[0].GetProperty("series")[0].GetProperty("changes")[0].GetProperty("accepted");
        Assert.Equal(("larger tables", 2.0), (accepted.GetProperty("reason").GetString(), accepted.GetProperty("share").GetDouble()));
        Assert.Matches("worse, accepted.*larger tables", await TextAsync("history.html"));
        // Another store, in which nothing is accepted; what the configuration accepts is another thing.
        Assert.Contains("1 change: 1 worse", (await _repository.RunAsync("--store", "others")).Exits(0).Output, StringComparison.Ordinal);
        var config = await File.ReadAllTextAsync(_repository.Workspace.PathOf("perfgate.json"), TestContext.Current.CancellationToken);
        _repository.Workspace.WithConfig(config.TrimEnd()[..^1] + """, "accepted": [ { "benchmark": "work", "metric": "allocated", "upTo": 2.5, "reason": "for now", "until": "2999-12-31" } ] }""");
        Assert.Contains("accepted by perfgate.json", (await _repository.RunAsync("--store", "others")).Exits(0).Output, StringComparison.Ordinal);
        _repository.Workspace.WithConfig(config);
        // And a store that cannot be read.
        _repository.Workspace.With("broken/x.json", "{");
        Assert.Contains("1 change: 1 worse", (await _repository.RunAsync("--store", "broken")).Exits(0).Says("warning PG3002").Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_thousand_values_are_answered()
    {
        var random = new Random(1);
        _repository.Write("h.jsonl", HistoryRepository.Sessions(250, 400, (day, b) => (b == 7 && day >= 100 ? 115 : 100) * (1 + (0.03 * random.NextDouble()))));
        (await _repository.RunAsync("import", "h.jsonl")).Exits(0);

        var shown = (await _repository.RunAsync()).Exits(0).Output;

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
