using System.Reflection;
using System.Text.Json;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A real git repository with the suite that replays recorded launches, already built and committed, and a baseline of that commit.</summary>
public sealed class ReplayedSuite : IAsyncLifetime
{
    private static readonly string Built =
        typeof(ReplayedSuite).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Replay").Value!;

    private readonly Workspace _workspace = new();
    private readonly Workspace _outside = new();
    private int _checks;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(Built, "*", SearchOption.AllDirectories))
        {
            var copy = _workspace.PathOf(Path.Combine("suite", Path.GetRelativePath(Built, file)));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        SlowDown(null, 1);
        Configure("inProcess");
        await _workspace.CommitAsync();
        (await RunAsync("baseline", "update", "--assembly", "suite/Replay.dll")).Exits(0);
    }

    /// <summary>Sets how the suite is started.</summary>
    internal void Configure(string isolation) =>
        _workspace.WithConfig(new { suites = new[] { new { name = "Replay", project = "suite", isolation, launches = 10 } } });

    /// <summary>Multiplies the times of a benchmark of the working tree, and of no other; null for none at all.</summary>
    internal void SlowDown(string? benchmark, double factor) => _workspace.With("suite/replay.json", JsonSerializer.Serialize(new
    {
        recording = "quiet",
        benchmarks = 7,
        factors = benchmark is null ? [] : new Dictionary<string, double> { [benchmark] = factor },
    }));

    /// <summary>Runs the tool; each time from another place of the recording, the same in every run of the test.</summary>
    internal Task<CliResult> RunAsync(params string[] arguments)
    {
        var seed = ++_checks;
        // It measures nothing, so it need not wait for tests that do.
        return Cli.RunAsync(_workspace.Folder, new Dictionary<string, string>
        {
            ["REPLAY_SEED"] = $"{seed}",
            ["REPLAY_STATE"] = _outside.PathOf($"clock-{seed}"),
            [OperatingSystem.IsWindows() ? "TEMP" : "TMPDIR"] = _outside.Folder,
        }, arguments);
    }

    public ValueTask DisposeAsync()
    {
        _workspace.Dispose();
        _outside.Dispose();
        return ValueTask.CompletedTask;
    }
}
