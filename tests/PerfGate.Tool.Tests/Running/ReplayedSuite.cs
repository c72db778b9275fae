using System.Text.Json;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A real git repository with the suite that replays recorded launches, already built and committed, and a baseline of that commit. It measures nothing, so a whole check takes seconds.</summary>
public sealed class ReplayedSuite : GitSuite
{
    /// <summary>A benchmark of it, and another.</summary>
    internal const string Spin = "Replay.Work.Spin(Position: 0)";

    internal const string Sum = "Replay.Work.MemSum(Position: 0)";

    private static readonly string Built = Repository.Built("Replay");

    private readonly Workspace _outside = new();
    private int _checks;

    public override async ValueTask InitializeAsync()
    {
        CopyTo(Workspace.PathOf("suite"));
        Change(new { });
        // So large an effect that no noise is near it, and an alpha that the first look can reach.
        Workspace.WithConfig(new { suites = Suites("inProcess"), policy = new { alpha = 0.05, minimumEffect = 1 } });
        await Workspace.CommitAsync();
        (await RunAsync("baseline", "update")).Exits(0);
    }

    /// <summary>Copies the built suite into a folder.</summary>
    internal static void CopyTo(string folder)
    {
        foreach (var file in Directory.GetFiles(Built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Sets how the suite is started, with the default policy.</summary>
    internal void Isolate(string isolation) => Workspace.WithConfig(new { suites = Suites(isolation) });

    /// <summary>Multiplies the times of a benchmark of the working tree, and of no other.</summary>
    internal void SlowDown(string benchmark, double factor) => Change(new { factors = new Dictionary<string, double> { [benchmark] = factor } });

    /// <summary>Makes the working tree another state of the code: see Settings of the sample.</summary>
    internal void Change(object state)
    {
        var json = JsonSerializer.SerializeToNode(state)!.AsObject();
        json["recording"] = "quiet";
        json["benchmarks"] = 7;
        Workspace.With("suite/replay.json", json);
    }

    /// <summary>Runs the tool on the program as it lies there; each time from another place of the recording, the same in every run of the test.</summary>
    internal Task<CliResult> RunAsync(params string[] arguments) => BuildAndRunAsync([.. arguments, "--assembly", "suite/Replay.dll"]);

    /// <summary>The same, but the tool builds the suite, which takes a second or two although there is nothing to build.</summary>
    internal Task<CliResult> BuildAndRunAsync(params string[] arguments) => RunWithAsync(_outside.Folder, arguments);

    /// <summary>The same with another folder for what is temporary, and with the program as it lies there.</summary>
    internal Task<CliResult> RunInAsync(string temporary, params string[] arguments) => RunWithAsync(temporary, [.. arguments, "--assembly", "suite/Replay.dll"]);

    /// <summary>The same in another folder, such as a clone, as the job of a CI system.</summary>
    internal Task<CliResult> RunAsJobAsync(string folder, IReadOnlyDictionary<string, string> job, params string[] arguments) =>
        RunWithAsync(_outside.Folder, [.. arguments, "--assembly", "suite/Replay.dll"], folder, job);

    private Task<CliResult> RunWithAsync(string temporary, string[] arguments, string? folder = null, IReadOnlyDictionary<string, string>? job = null)
    {
        var seed = ++_checks;
        // It measures nothing, so it need not wait for tests that do.
        return Cli.RunAsync(folder ?? Workspace.Folder, new Dictionary<string, string>(TemporaryFolder.Of(temporary).Concat(job ?? new Dictionary<string, string>()))
        {
            ["REPLAY_SEED"] = $"{seed}",
            ["REPLAY_STATE"] = _outside.PathOf($"clock-{seed}"),
        }, arguments);
    }

    private static object[] Suites(string isolation) => [new { name = "Replay", project = "suite", isolation, launches = 10 }];

    public override ValueTask DisposeAsync()
    {
        _outside.Dispose();
        return base.DisposeAsync();
    }
}
