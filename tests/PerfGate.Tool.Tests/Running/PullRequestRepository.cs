using System.Text.Json;

namespace PerfGate.Tool.Tests.Running;

/// <summary>
/// A repository whose main moved on since a branch left it: main made MemSum eight times slower, the branch Spin. <c>refs/pull/1/merge</c> is the merge of both, as a CI system makes it; a
/// bare remote beside the repository has it all.
/// </summary>
public sealed class PullRequestRepository : IAsyncLifetime
{
    private static readonly string[] Author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
    private readonly Workspace _elsewhere = new();
    private int _clones;

    internal ReplayedSuite Suite { get; } = new();

    internal Workspace Workspace => Suite.Workspace;

    /// <summary>Where the branch left main, main now, the branch, and the merge of both.</summary>
    internal string Left { get; private set; } = "";

    internal string Main { get; private set; } = "";

    internal string Branch { get; private set; } = "";

    internal string Merge { get; private set; } = "";

    internal string Remote => _elsewhere.PathOf("remote.git");

    public async ValueTask InitializeAsync()
    {
        await Suite.InitializeAsync();
        await GitAsync("branch", "--move", "main");
        Left = await CommitAsync();
        Main = await ChangeAsync(("MemSum(Position: 0)", 8));
        await GitAsync("checkout", "--quiet", "-b", "branch", Left);
        Branch = await ChangeAsync(("Spin(Position: 0)", 8));
        Suite.Change(new { factors = new Dictionary<string, double> { ["MemSum(Position: 0)"] = 8, ["Spin(Position: 0)"] = 8 } });
        await GitAsync("add", ".");
        var tree = (await GitAsync("write-tree")).Trim();
        Merge = (await GitAsync([.. Author, "commit-tree", tree, "-p", Main, "-p", Branch, "-m", "merge"])).Trim();
        await GitAsync("update-ref", "refs/pull/1/merge", Merge);
        await GitAsync("clone", "--quiet", "--bare", "--mirror", Workspace.Folder, Remote);
    }

    /// <summary>A file that a CI system leaves for its jobs.</summary>
    internal string EventFile(object payload) => EventFile(JsonSerializer.Serialize(payload));

    internal string EventFile(string text)
    {
        _elsewhere.With("event.json", text);
        return _elsewhere.PathOf("event.json");
    }

    /// <summary>A clone of the remote with one commit alone.</summary>
    internal async Task<string> CloneOneAsync(string reference)
    {
        var folder = _elsewhere.PathOf($"clone-{++_clones}");
        await GitAsync("init", "--quiet", folder);
        await InAsync(folder, "remote", "add", "origin", new Uri(Remote).AbsoluteUri);
        await InAsync(folder, "fetch", "--quiet", "--depth=1", "origin", reference);
        await InAsync(folder, "checkout", "--quiet", "--detach", "FETCH_HEAD");
        return folder;
    }

    /// <summary>A clone of one branch of the remote, with all its history.</summary>
    internal async Task<string> CloneWholeAsync(string branch)
    {
        var folder = _elsewhere.PathOf($"clone-{++_clones}");
        await GitAsync("clone", "--quiet", "--single-branch", "--branch", branch, new Uri(Remote).AbsoluteUri, folder);
        return folder;
    }

    internal Task<string> GitAsync(params string[] arguments) => Workspace.GitAsync(arguments);

    internal Task<string> InAsync(string folder, params string[] arguments) => Workspace.GitAsync(["-C", folder, .. arguments]);

    /// <summary>Makes the working tree a commit, detached as CI systems do.</summary>
    internal Task CheckOutAsync(string commit) => GitAsync("checkout", "--quiet", "--force", "--detach", commit);

    public async ValueTask DisposeAsync()
    {
        await Suite.DisposeAsync();
        _elsewhere.Dispose();
    }

    private Task<string> ChangeAsync((string Benchmark, double Factor) slower)
    {
        Suite.SlowDown(slower.Benchmark, slower.Factor);
        return CommitAsync();
    }

    private async Task<string> CommitAsync()
    {
        await GitAsync("add", ".");
        await GitAsync([.. Author, "commit", "--quiet", "--message", "more"]);
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }
}
