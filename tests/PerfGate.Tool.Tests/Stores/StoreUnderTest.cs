using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>A store, and a way to its documents that does not go through the tool.</summary>
internal abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>What the tool is told.</summary>
    public abstract string Address { get; }

    /// <summary>What has to be done before the tool can store something.</summary>
    public virtual Task PrepareAsync(Workspace workspace) => Task.CompletedTask;

    /// <summary>The texts of the baselines.</summary>
    public abstract Task<IReadOnlyList<string>> BaselinesAsync();

    /// <summary>The texts of the calibrations.</summary>
    public abstract Task<IReadOnlyList<string>> CalibrationsAsync();

    /// <summary>The texts of the saved runs.</summary>
    public abstract Task<IReadOnlyList<string>> RunsAsync();

    /// <summary>Changes the text of the only baseline.</summary>
    /// <param name="edit">Makes another text of it.</param>
    /// <param name="seals">Whether that is sealed again, as most tests are about something else.</param>
    public async Task EditAsync(Func<string, string> edit, bool seals = true)
    {
        var text = edit(Assert.Single(await BaselinesAsync()));
        await ReplaceAsync(seals ? Sealed.Again(text) : text);
    }

    protected abstract Task ReplaceAsync(string text);

    /// <summary>Puts a text among the sessions of the history.</summary>
    public abstract Task PutSessionAsync(string key, string text);

    /// <summary>Leaves what a process leaves that is killed while it writes.</summary>
    public virtual void LeaveBehind()
    {
    }

    /// <summary>Asserts that nothing is left of processes that were killed.</summary>
    public virtual void IsClean()
    {
    }

    public abstract ValueTask DisposeAsync();
}
