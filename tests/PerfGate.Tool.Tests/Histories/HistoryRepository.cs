using PerfGate.Histories;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>A real git repository with a commit and no suite, and files of histories for it.</summary>
internal sealed class HistoryRepository : IDisposable
{
    private static readonly EnvironmentKey Here = new("linux.x64.here.123456");

    private readonly string? _store;

    private HistoryRepository(string? store) => _store = store;

    public Workspace Workspace { get; } = new();

    /// <summary>A repository whose history is in a store; null for on its ref.</summary>
    public static async Task<HistoryRepository> NewAsync(string? store = null)
    {
        var repository = new HistoryRepository(store);
        repository.Workspace.With("code", "1");
        await repository.Workspace.CommitAsync();
        return repository;
    }

    /// <summary>Sessions of one suite, a day each: of each benchmark a value at each day.</summary>
    public static IEnumerable<HistorySession> Sessions(int days, int benchmarks, Func<int, int, double> value, EnvironmentKey? machine = null) => Enumerable.Range(0, days).Select(day => new HistorySession(
        "load", machine ?? Here, "a machine, 2 cores", "BenchmarkDotNet 0.15.8", new HistoryCommit($"{day:x4}abcdef", $"Commit {day}", false, DateTimeOffset.UnixEpoch.AddDays(20_000 + day)),
        DateTimeOffset.UnixEpoch.AddDays(20_000 + day), HistoryOrigin.Check, Enumerable.Range(0, benchmarks).Select(b => new HistoryValue(BenchmarkId.Parse($"My.Suite.Type.Method{b}(N: {b % 7})"), Metric.Time, value(day, b), 10, 0.01))));

    /// <summary>Thirty days of three benchmarks, of which the second became 20 % slower at day 17.</summary>
    public static IEnumerable<HistorySession> Stepped()
    {
        var random = new Random(1);
        return Sessions(30, 3, (day, b) => (b == 1 && day >= 17 ? 120 : 100) * (1 + (0.02 * random.NextDouble())));
    }

    /// <summary>Writes a file of sessions.</summary>
    public string Write(string name, IEnumerable<HistorySession> sessions)
    {
        Workspace.With(name, string.Concat(sessions.Select(HistoryWriter.Line)));
        return name;
    }

    /// <summary>Gives it a suite, which is a script; it allocates what the file <c>work</c> says.</summary>
    public void WithScript(bool keepsHistory = false) => Workspace
        .With("bench.sh", """
            echo "{\"benchmark\": \"work\", \"unit\": \"ms\", \"value\": 20}" >> $PERFGATE_OUTPUT
            echo "{\"benchmark\": \"work\", \"metric\": \"allocated\", \"unit\": \"B\", \"kind\": \"exact\", \"value\": $(cat work)}" >> $PERFGATE_OUTPUT
            """)
        .With("work", "100").With(".gitignore", ".tmp\n*.json\n*.html\n")
        .WithConfig(new { suites = new[] { new { name = "load", command = new[] { "sh", "bench.sh" }, launches = 1 } }, history = keepsHistory });

    /// <summary>Runs <c>history</c>.</summary>
    public Task<CliResult> RunAsync(params string[] arguments) => RunToolAsync(["history", .. arguments]);

    /// <summary>Runs any command. What is temporary lies beside it, so that it waits for no other test.</summary>
    public Task<CliResult> RunToolAsync(params string[] arguments) => _store is null ? Workspace.RunAloneAsync(arguments) : Cli.RunAsync(Workspace.Folder, Variables(_store), arguments);

    /// <summary>Runs any command as somebody else comes to the store.</summary>
    public Task<CliResult> RunToolAsAsync(string store, params string[] arguments) => Cli.RunAsync(Workspace.Folder, Variables(store), arguments);

    /// <summary>The number of sessions.</summary>
    public async Task<int> CountAsync() => (await RunAsync("export")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Runs <c>history</c> in another clone.</summary>
    public static Task<CliResult> RunInAsync(string folder, params string[] arguments) => Cli.RunAsync(folder, ["history", .. arguments]);

    /// <summary>The number of sessions of a clone's history.</summary>
    public static async Task<int> CountAsync(string folder) =>
        (await RunInAsync(folder, "export")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>Commits all there is.</summary>
    public async Task CommitAsync(string message)
    {
        await Workspace.GitAsync("add", ".");
        await Workspace.GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", message);
    }

    /// <summary>Clones the repository.</summary>
    public async Task<string> CloneAsync(string name, params string[] options)
    {
        await Workspace.GitAsync(["clone", "--quiet", .. options, Workspace.Folder, Workspace.PathOf(name)]);
        return Workspace.PathOf(name);
    }

    private Dictionary<string, string> Variables(string store) => new()
    {
        ["PERFGATE_STORE"] = store,
        [OperatingSystem.IsWindows() ? "TEMP" : "TMPDIR"] = Directory.CreateDirectory(Workspace.PathOf(".tmp")).FullName,
    };

    public void Dispose() => Workspace.Dispose();
}
