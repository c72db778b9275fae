using System.Diagnostics;
using System.Text.Json;

namespace PerfGate.Evaluation.EndToEnd;

/// <summary>A git repository with the suite that replays, already built, and with a temporary folder and a clock of its own. It is deleted at the end.</summary>
internal sealed class ReplayRepository : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("perfgate-replay-").FullName;
    private readonly Setting _setting;

    public ReplayRepository(Setting setting)
    {
        _setting = setting;
        foreach (var file in Directory.GetFiles(Paths.Replay, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_root, "repository", "suite", Path.GetRelativePath(Paths.Replay, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path.Combine(_root, "temporary"));
        SlowDown(null, 0);
        File.WriteAllText(Path.Combine(Folder, "perfgate.json"), JsonSerializer.Serialize(new
        {
            suites = new[] { new { name = "Replay", project = "suite", isolation = setting.Isolation, launches = 20 } },
            policy = new { minimumEffect = 0.02 },
        }));
        Run("git", [0], ["init", "--quiet"]);
        Commit("first");
    }

    /// <summary>What the last command wrote to its standard error.</summary>
    public string Errors { get; private set; } = "";

    private string Folder => Path.Combine(_root, "repository");

    /// <summary>Makes a benchmark of the working tree slower by so many percent; null for none.</summary>
    public void SlowDown(string? benchmark, int percent) => File.WriteAllText(Path.Combine(Folder, "suite", "replay.json"), JsonSerializer.Serialize(new
    {
        recording = _setting.Recording,
        benchmarks = _setting.Benchmarks,
        factors = benchmark is null ? [] : new Dictionary<string, double> { [benchmark] = 1 + (percent / 100.0) },
    }));

    /// <summary>Commits what the working tree holds, even if it is what the last commit holds.</summary>
    public void Commit(string subject)
    {
        Run("git", [0], ["add", "."]);
        Run("git", [0], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "--message", subject]);
    }

    /// <summary>Runs the tool.</summary>
    /// <param name="seed">Draws where in the recording it begins.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>The exit code: 0, 1, or 5 of a bisection to which nothing was shown.</returns>
    public int Perfgate(int seed, params string[] arguments) => Run("dotnet", [0, 1, 5], [Paths.Tool, .. arguments], seed);

    /// <summary>A file that a command wrote.</summary>
    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private int Run(string program, int[] expected, string[] arguments, int seed = 0)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REPLAY_SEED"] = $"{seed}";
        start.Environment["REPLAY_STATE"] = Path.Combine(_root, $"clock-{seed}");
        // One measurement at a time runs on a machine, and here several may: none of them measures anything.
        start.Environment["TMPDIR"] = start.Environment["TEMP"] = start.Environment["PERFGATE_LOCK_DIR"] = Path.Combine(_root, "temporary");
        // Each process is short: what the runtime counts in order to optimise it later is never used.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Errors = errors.Result;
        return expected.Contains(process.ExitCode)
            ? process.ExitCode
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}\n{Errors}");
    }
}
