namespace PerfGate.Tool.Tests.Running;

/// <summary>The suite that replays, and what three shards of its committed state measured.</summary>
public sealed class ShardedSuite : IAsyncLifetime
{
    internal const string Run = "1234-1";

    // The shards whose files are copied, and never changed.
    private readonly Workspace _kept = new();
    private readonly ReplayedSuite _suite = new();

    internal ReplayedSuite Suite => _suite;

    internal Workspace Workspace => _suite.Workspace;

    public async ValueTask InitializeAsync()
    {
        await _suite.InitializeAsync();
        for (var number = 1; number <= 3; number++)
        {
            (await _suite.RunAsync("run", "--shard", $"{number}/3", "--run", Run, "--output", _kept.PathOf(Run))).Exits(0);
        }
    }

    /// <summary>A folder with the files of all shards, to be changed.</summary>
    internal CollectedShards Collect()
    {
        var folder = Path.Combine(Directory.CreateDirectory(_kept.PathOf("collected")).FullName, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(_kept.PathOf(Run)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return new CollectedShards(folder);
    }

    /// <summary>Judges collected shards.</summary>
    internal Task<CliResult> CheckAsync(CollectedShards shards, params string[] arguments) =>
        _suite.RunAsync(["check", "--run", Run, "--input", shards.Folder, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await _suite.DisposeAsync();
        _kept.Dispose();
    }
}
