using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults.HostilePullRequests;

/// <summary>
/// A repository with a suite and its baseline, and beside it all that a pull request must not reach: files of the user, and secrets. Each pull request makes the suite allocate three times as much.
/// </summary>
public sealed class HostileRepository : IAsyncLifetime
{
    internal const string Secret = "c4n4ry-0f-4-s3cr3t";

    private const string Script = """
        for name in a b; do echo "{\"benchmark\": \"$name\", \"metric\": \"bytes\", \"unit\": \"B\", \"kind\": \"exact\", \"value\": $(cat value)}" >> $PERFGATE_OUTPUT; done
        """;

    private static readonly string[] Formats = ["azure", "html", "json", "junit", "markdown", "msbuild", "openmetrics", "sarif", "teamcity"];

    private readonly Workspace _all = new();
    private string _main = "";

    internal string Folder => _all.PathOf("repository");

    /// <summary>What the pull request of a test changes.</summary>
    internal string PathOf(string name) => Path.Combine(Folder, name);

    public async ValueTask InitializeAsync()
    {
        _all.With("repository/bench.sh", Script).With("repository/value", "100").With("outside/secret", Secret).With("outside/home/.bashrc", "mine").With("outside/folder/mine.txt", "mine").With("event.json", "{}");
        Directory.CreateDirectory(_all.PathOf("outside/empty"));
        Directory.CreateDirectory(_all.PathOf("tmp"));
        _all.With("repository/perfgate.json", new JsonObject
        {
            ["suites"] = new JsonArray(new JsonObject { ["name"] = "load", ["command"] = new JsonArray("sh", "bench.sh"), ["launches"] = 2 }),
            ["metrics"] = new JsonArray(new JsonObject { ["name"] = "bytes", ["unit"] = "B" }),
        });
        await GitAsync("init", "--quiet", "--initial-branch=main");
        await CommitAsync();
        (await RunAsync([], "baseline", "update")).Exits(0);
        await CommitAsync();
        _main = (await GitAsync("rev-parse", "HEAD")).Trim();
        _all.With("event.json", JsonSerializer.Serialize(new { pull_request = new { @base = new { sha = _main } } }));
    }

    /// <summary>Makes a pull request, and runs the job that checks it, with all formats of reports.</summary>
    /// <param name="change">What it changes besides.</param>
    /// <param name="options">Further options of the job.</param>
    /// <returns>What the job wrote, the reports by their formats, and what is different outside of the repository.</returns>
    internal async Task<(CliResult Result, Dictionary<string, string> Reports, IReadOnlyList<string> Outside)> CheckAsync(Action<HostileRepository> change, params string[] options)
    {
        await GitAsync("checkout", "--quiet", "--force", "-B", "pull", _main);
        await GitAsync("clean", "--quiet", "--force", "-d", "-x");
        File.WriteAllText(PathOf("value"), "300");
        change(this);
        await CommitAsync();
        var reports = Directory.CreateDirectory(_all.PathOf("reports")).FullName;
        var before = Snapshot();
        var result = await RunAsync(
            new Dictionary<string, string>
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_EVENT_NAME"] = "pull_request",
                ["GITHUB_REF"] = "refs/pull/1/head",
                ["GITHUB_EVENT_PATH"] = _all.PathOf("event.json"),
                ["GITHUB_STEP_SUMMARY"] = Path.Combine(reports, "summary.md"),
                ["GITHUB_OUTPUT"] = Path.Combine(reports, "output"),
            },
            ["check", "--no-color", "--verbosity", "detailed", .. Formats.SelectMany(format => (string[])["--report", $"{format}={Path.Combine(reports, format)}"]), .. options]);
        var written = Directory.GetFiles(reports).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Directory.Delete(reports, recursive: true);
        return (result, written, [.. before.Except(Snapshot()).Concat(Snapshot().Except(before))]);
    }

    /// <summary>Changes a key of perfgate.json, by its path.</summary>
    internal void Configure(Action<JsonNode> change) => Edit("perfgate.json", change);

    /// <summary>Changes the stored baseline.</summary>
    /// <param name="change">What is changed in its session.</param>
    /// <param name="seals">Whether the pull request makes the checksum anew.</param>
    internal void EditBaseline(Action<JsonNode> change, bool seals = true) => Edit(Path.Combine("baselines", Path.GetFileName(Directory.GetFiles(PathOf("baselines")).Single())), json =>
    {
        change(json["sessions"]![0]!);
        _ = seals ? Sealed.Again(json) : json;
    });

    /// <summary>Makes a file of the pull request.</summary>
    internal void Write(string name, string text) => _all.With(Path.Combine("repository", name), text);

    /// <summary>Makes a symbolic link of the pull request, in the place of what is there.</summary>
    internal void Link(string name, string target)
    {
        if (Directory.Exists(PathOf(name)))
        {
            Directory.Delete(PathOf(name), recursive: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.Delete(PathOf(name));
        File.CreateSymbolicLink(PathOf(name), target);
    }

    public ValueTask DisposeAsync()
    {
        _all.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Edit(string name, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(name)))!;
        change(json);
        File.WriteAllText(PathOf(name), json.ToJsonString());
    }

    // What lies beside the repository, but for what the job itself was told to write.
    private HashSet<string> Snapshot() =>
    [
        .. Directory.EnumerateFileSystemEntries(_all.PathOf("outside"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFileSystemEntries(_all.Folder).Where(path => Path.GetFileName(path) is not ("tmp" or "reports")))
            .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}" : path),
    ];

    private async Task CommitAsync()
    {
        await GitAsync("add", "--all", "--force");
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "--message", "::error::x ##vso[task.complete]\u001b[31m");
    }

    private Task<string> GitAsync(params string[] arguments) => _all.GitAsync(["-C", Directory.CreateDirectory(Folder).FullName, .. arguments]);

    private Task<CliResult> RunAsync(Dictionary<string, string> variables, params string[] arguments) => Cli.RunAsync(
        Folder,
        new Dictionary<string, string>(variables.Concat(TemporaryFolder.Of(_all.PathOf("tmp")))) { ["HOME"] = _all.PathOf("outside/home"), ["PERFGATE_TEST_SECRET"] = Secret },
        arguments);
}
