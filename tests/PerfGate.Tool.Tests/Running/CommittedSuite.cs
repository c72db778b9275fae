using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A real git repository with a suite of its own, committed, and a baseline of that commit.</summary>
public sealed class CommittedSuite : IAsyncLifetime
{
    internal Workspace Workspace { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Workspace.WithSuiteAsync(launches: 5, new { alpha = 0.05, minimumEffect = 3 });
        await Workspace.CommitAsync();
        (await Workspace.RunAsync("baseline", "update")).Exits(0);
    }

    /// <summary>Makes the benchmarks with a knob many times slower, in the source.</summary>
    internal void SlowDown() => Edit("Work.cs", "Knobs.Turn();", "Knobs.Turn(); Thread.SpinWait(5000);");

    /// <summary>Makes the benchmarks with a knob allocate, in the source.</summary>
    internal void Allocate() => Edit("Work.cs", "Knobs.Turn();", "Knobs.Turn(); GC.KeepAlive(new object());");

    /// <summary>Gives a benchmark another name, in the source.</summary>
    internal void RenameMethod(string from, string to) => Edit("Work.cs", $"double {from}()", $"double {to}()");

    /// <summary>Changes a file of the suite.</summary>
    internal void Edit(string file, string what, string with)
    {
        var source = File.ReadAllText(Workspace.PathOf($"suite/{file}"));
        Assert.Contains(what, source, StringComparison.Ordinal);
        Workspace.With($"suite/{file}", source.Replace(what, with, StringComparison.Ordinal));
    }

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

    /// <summary>Runs git in the repository.</summary>
    internal Task<string> GitAsync(params string[] arguments) => Workspace.GitAsync(arguments);

    public ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        return ValueTask.CompletedTask;
    }
}
