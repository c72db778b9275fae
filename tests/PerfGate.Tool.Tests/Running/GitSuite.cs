using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A real git repository with a suite, committed, and a baseline of that commit.</summary>
public abstract class GitSuite : IAsyncLifetime
{
    internal Workspace Workspace { get; } = new();

    public abstract ValueTask InitializeAsync();

    /// <summary>Runs git in the repository.</summary>
    internal Task<string> GitAsync(params string[] arguments) => Workspace.GitAsync(arguments);

    /// <summary>Commits a change, and goes back to the state before it.</summary>
    /// <returns>The commit's hash.</returns>
    internal async Task<string> CommitAsideAsync(Action change)
    {
        change();
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--all", "--message", "aside");
        var hash = (await GitAsync("rev-parse", "HEAD")).Trim();
        await GitAsync("reset", "--quiet", "--hard", "HEAD~1");
        return hash;
    }

    /// <summary>Sets a key of the configuration.</summary>
    internal void Configure(string key, JsonNode value)
    {
        var config = JsonNode.Parse(File.ReadAllText(Workspace.PathOf("perfgate.json")))!;
        config[key] = value;
        Workspace.WithConfig(config.ToJsonString());
    }

    /// <summary>Source and configuration as they were committed.</summary>
    internal async Task RestoreAsync()
    {
        await GitAsync("checkout", "--quiet", "--", "suite", "perfgate.json");
        await GitAsync("clean", "--quiet", "--force", "--", "suite");
    }

    /// <summary>Where git has a working tree of this repository.</summary>
    internal async Task<IReadOnlyList<string>> WorktreesAsync() =>
        [.. (await GitAsync("worktree", "list", "--porcelain")).Split('\n').Where(line => line.StartsWith("worktree ", StringComparison.Ordinal))];

    public virtual ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
