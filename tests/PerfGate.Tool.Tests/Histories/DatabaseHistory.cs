using PerfGate.Tool.Tests.Running;
using PerfGate.Tool.Tests.Stores;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>What a history in a database does besides.</summary>
public abstract class DatabaseHistory : HistoryContract
{
    private StoreUnderTest? _store;

    private protected StoreUnderTest Store => _store!;

    private protected abstract Task<StoreUnderTest> NewStoreAsync();

    private protected override async Task<HistoryRepository> NewAsync()
    {
        _store = await NewStoreAsync();
        var repository = await HistoryRepository.NewAsync(_store.Address);
        await _store.PrepareAsync(repository.Workspace);
        return repository;
    }

    private protected override Task PutAsync(string text) => Store.PutSessionAsync("20241004T000000Z-by-hand", text);

    public override async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task There_is_nothing_to_pull_or_push()
    {
        foreach (var command in (string[])["pull", "push", "push origin"])
        {
            (await Repository.RunAsync(command.Split(' '))).Exits(0).Says("nothing to do: the history is in '", "only one on refs/perfgate/history is pulled and pushed");
        }
    }

    [Fact]
    public async Task Sessions_of_earlier_days_are_removed_when_it_is_asked_for_and_nothing_else_is()
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0);

        (await Repository.RunToolAsync("store", "prune", "--before", "2024-11-01", "--store", Store.Address)).Exits(0).Says("removed 0 runs");
        Assert.Equal(30, await Repository.CountAsync());
        (await Repository.RunToolAsync("store", "prune", "--before", "2024-11-01", "--history", "--store", Store.Address)).Exits(0).Says("removed 28 sessions from the history in");

        Assert.Equal(["Commit 29", "Commit 28"], (await Repository.RunAsync("list")).Exits(0).Output.Split('\n')[1..3].Select(line => line[^9..]));
        (await Repository.RunToolAsAsync("baselines", "store", "prune", "--before", "2024-11-01", "--history", "--store", "baselines")).Fails(2, "PG1001").Says("from which nothing is removed");
    }

    [Fact]
    public async Task It_is_copied_with_the_store_to_another_database_and_from_and_to_the_ref()
    {
        var other = $"sqlite:{Repository.Workspace.PathOf("other.db")}";
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0);
        var whole = (await Repository.RunAsync("export")).Exits(0).Output;

        (await Repository.RunToolAsync("store", "copy", Store.Address, other)).Exits(0).Says("and 30 sessions of the history from");
        (await Repository.RunToolAsync("store", "copy", other, "baselines")).Exits(0).Says("and 30 sessions of the history from");
        (await Repository.RunToolAsync("store", "copy", "baselines", Store.Address)).Exits(0).Says("and 30 sessions of the history from");

        foreach (var store in (string[])[Store.Address, other, "baselines"])
        {
            Assert.Equal(whole, (await Repository.RunToolAsAsync(store, "history", "export")).Exits(0).Output);
        }
    }

    [Fact]
    public async Task Where_there_can_be_no_ref_nothing_at_all_is_copied_to_a_folder()
    {
        Repository.Write("h.jsonl", HistoryRepository.Stepped());
        (await Repository.RunAsync("import", "h.jsonl")).Exits(0);
        Repository.WithScript();
        (await Repository.RunToolAsync("baseline", "update")).Exits(0);
        using var elsewhere = new Workspace();

        (await Cli.RunAsync(elsewhere.Folder, "store", "copy", Store.Address, "baselines")).Fails(4, "PG5015").Says("no git repository");

        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Folder));
    }
}
