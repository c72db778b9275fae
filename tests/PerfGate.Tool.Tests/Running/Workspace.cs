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

    /// <summary>Changes the stored baseline.</summary>
    public Workspace EditBaseline(Action<JsonNode> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(Baseline))!;
        edit(json);
        File.WriteAllText(Baseline, json.ToJsonString());
        return this;
    }

    public JsonNode ReadBaseline() => JsonNode.Parse(File.ReadAllText(Baseline))!;

    public Task<CliResult> RunAsync(params string[] arguments) => Cli.RunAsync(Folder, arguments);

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

    private async Task<CliResult> RefusesAsync(int exitCode, string[] codes, Func<Task<CliResult>> run)
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

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
