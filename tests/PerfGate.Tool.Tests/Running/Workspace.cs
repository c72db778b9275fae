using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A user's repository: a temporary folder, deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("perfgate-test-").FullName;

    public string Baselines => PathOf("baselines");

    /// <summary>The only stored baseline.</summary>
    public string Baseline => Assert.Single(Directory.GetFiles(Baselines));

    private string Beside => $"{Folder}.tmp";

    public string PathOf(string name) => Path.Combine(Folder, name);

    public Workspace With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    public Workspace With(string name, JsonNode json) => With(name, json.ToJsonString());

    public Workspace WithConfig(string json) => With("perfgate.json", json);

    public Workspace WithConfig(object json) => WithConfig(JsonSerializer.Serialize(json));

    /// <summary>A suite of short launches: the sample Steady, with a project of its own.</summary>
    /// <param name="launches">The launches of its configuration.</param>
    /// <param name="policy">Its policy, or null for the default.</param>
    public async Task<Workspace> WithSuiteAsync(int launches, object? policy = null)
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.Sample("Steady"))!))
        {
            With($"suite/{Path.GetFileName(file)}", await File.ReadAllTextAsync(file));
        }

        return With("Directory.Packages.props", await File.ReadAllTextAsync(Repository.File("Directory.Packages.props")))
            .With("Directory.Build.props", await File.ReadAllTextAsync(Repository.File("tests/samples/Directory.Build.props")))
            .With(".gitignore", "bin/\nobj/\n")
            .WithConfig(new
            {
                suites = new[]
                {
                    new
                    {
                        name = "Steady",
                        project = "suite",
                        filter = "Steady.Work.*",
                        isolation = "inProcess",
                        launches,
                        arguments = new[] { "--warmupCount", "1", "--iterationCount", "3", "--iterationTime", "5" },
                    },
                },
                policy = policy ?? new { },
            });
    }

    /// <summary>Makes it a git repository, with all there is as its first commit.</summary>
    public async Task CommitAsync()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "first");
    }

    /// <summary>Runs git.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> GitAsync(params string[] arguments)
    {
        using var git = RunningProcess.Start("git", arguments, Folder);
        return (await git.FinishAsync()).Exits(0).Output;
    }

    /// <summary>Changes the stored baseline.</summary>
    public Workspace EditBaseline(Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(Baseline))!;
        edit(json);
        File.WriteAllText(Baseline, Sealed.Again(json).ToJsonString());
        return this;
    }

    public JsonNode ReadBaseline() => JsonNode.Parse(File.ReadAllText(Baseline))!;

    public Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(Folder, arguments);

    /// <summary>Runs the tool on a suite whose times decide nothing: the machine's lock lies beside the repository, so that it waits for no other test.</summary>
    public Task<CliResult> RunAloneAsync(params string[] arguments) => Cli.RunAsync(Folder, Alone(), arguments);

    /// <summary>The variables of a process that waits for no other test.</summary>
    public Dictionary<string, string> Alone() => TemporaryFolder.Of(Beside);

    public Task<CliResult> RunAsync((string Name, string Value) variable, params string[] arguments) =>
        Cli.RunAsync(Folder, new Dictionary<string, string> { [variable.Name] = variable.Value }, arguments);

    /// <summary>
    /// Runs the tool on something that it has to refuse: with this exit code and this diagnostic alone, and every
    /// stored baseline as it was, byte for byte.
    /// </summary>
    public Task<CliResult> RefusesAsync(int exitCode, string code, params string[] arguments) =>
        RefusesAsync(exitCode, code, () => RunAsync(arguments));

    /// <summary>The same, with several kinds of errors.</summary>
    public Task<CliResult> RefusesAsync(int exitCode, string[] codes, params string[] arguments) =>
        RefusesAsync(exitCode, codes, () => RunAsync(arguments));

    public Task<CliResult> RefusesAsync(int exitCode, string code, Func<Task<CliResult>> run) => RefusesAsync(exitCode, [code], run);

    public async Task<CliResult> RefusesAsync(int exitCode, string[] codes, Func<Task<CliResult>> run)
    {
        var before = StoredFiles();
        var result = await run();
        result.Fails(exitCode, codes);
        Assert.Equal(before, StoredFiles());
        return result;
    }

    /// <summary>Every file in the store with its bytes.</summary>
    public IReadOnlyDictionary<string, string> StoredFiles() => !Directory.Exists(Baselines) ? new Dictionary<string, string>()
        : Directory.GetFiles(Baselines).ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)));

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        if (Directory.Exists(Beside))
        {
            Directory.Delete(Beside, recursive: true);
        }
    }
}
