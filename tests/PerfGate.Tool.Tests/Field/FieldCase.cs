using System.Text.Json;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>Two sides in the forms that the field has, compared by the real executable.</summary>
/// <param name="Result">The exit code, what the console shows, and the diagnostics.</param>
/// <param name="Json">The JSON result; undefined where nothing was judged.</param>
internal sealed record FieldCase(CliResult Result, JsonElement Json)
{
    /// <summary>The judged comparisons, in order.</summary>
    public IReadOnlyList<JsonElement> Benchmarks => [.. Json.GetProperty("benchmarks").EnumerateArray()];

    /// <summary>A file or folder in tests/data/field.</summary>
    public static string PathOf(string name) => Path.IsPathRooted(name) ? name : Repository.Data($"field/{name}");

    /// <summary>Compares two files or folders of tests/data/field (or any, by their full paths).</summary>
    public static async Task<FieldCase> CompareAsync(string baseline, string candidate, params string[] options)
    {
        using var workspace = new Workspace();
        var result = await workspace.RunAsync(
            ["compare", PathOf(baseline), PathOf(candidate), "--report", "console", "--report", "json=result.json", .. options]);
        var file = workspace.PathOf("result.json");
        return new FieldCase(result, File.Exists(file) ? JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement : default);
    }

    /// <summary>The comparison of a benchmark's metric.</summary>
    public JsonElement Of(string benchmark, string metric = "time") =>
        Benchmarks.Single(b => b.GetProperty("id").GetString() == benchmark && b.GetProperty("metric").GetString() == metric);

    /// <summary>What is said of a benchmark's metric.</summary>
    public string? Verdict(string benchmark, string metric = "time") => Of(benchmark, metric).GetProperty("verdict").GetString();
}
