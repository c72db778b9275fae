using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>What was measured before, by whatever.</summary>
public sealed class Importing : IAsyncLifetime
{
    private HistoryRepository _repository = null!;
    private Workspace Workspace => _repository.Workspace;

    public async ValueTask InitializeAsync() => _repository = await HistoryRepository.NewAsync();

    [Fact]
    public async Task Reports_of_BenchmarkDotNet_stand_at_the_commit_that_is_named()
    {
        (await _repository.RunAsync("import", Repository.Data("sweeps-base"), "--commit", "HEAD", "--suite", "Sweeps")).Exits(0).Says("1 session read, 1 session new");

        var list = (await _repository.RunAsync("list")).Exits(0).Output;

        Assert.Matches("^Sweeps on .*: 1 session\n", list);
        Assert.Matches($"\n  {(await Workspace.GitAsync("rev-parse", "--short=7", "HEAD")).Trim()}  .*  import  .*  first\n", list);
    }

    [Fact]
    public async Task Plain_results_need_a_day_or_a_commit()
    {
        Workspace.With("results.jsonl", """{"benchmark": "work", "unit": "ms", "value": 20}""" + "\n");

        (await _repository.RunAsync("import", "results.jsonl")).Fails(2, "PG1001").Says("--commit REF, or the day, --date");
        (await _repository.RunAsync("import", "results.jsonl", "--date", "yesterday")).Fails(2, "PG1001").Says("'yesterday' is no date");
        (await _repository.RunAsync("import", "results.jsonl", "--commit", "nowhere")).Fails(4, "PG3007");
        (await _repository.RunAsync("import", "results.jsonl", "--date", "2026-03-04")).Exits(0);
        (await _repository.RunAsync("import", "none")).Fails(2, "PG1007");

        Assert.Contains("2026-03-04 00:00 UTC", (await _repository.RunAsync("list")).Exits(0).Output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        _repository.Dispose();
        return ValueTask.CompletedTask;
    }
}
