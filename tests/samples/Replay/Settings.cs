using System.Text.Json;

namespace Replay;

/// <summary>What this state of the code is: replay.json, of which everything but the first two may be left out.</summary>
internal sealed class Settings
{
    private readonly JsonElement _json;

    private Settings(JsonElement json) => _json = json;

    /// <summary>Where time is counted.</summary>
    public static string StateFolder => Environment.GetEnvironmentVariable("REPLAY_STATE") is { Length: > 0 } folder
        ? folder
        : throw new InvalidOperationException("REPLAY_STATE names no folder to count time in");

    public static ulong Seed => ulong.Parse(Environment.GetEnvironmentVariable("REPLAY_SEED") ?? "0");

    /// <summary>A file of tests/data/noise, without its extension.</summary>
    public string Recording => _json.GetProperty("recording").GetString()!;

    /// <summary>How many benchmarks there are.</summary>
    public int Benchmarks => _json.GetProperty("benchmarks").GetInt32();

    public static Settings Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return new Settings(json.RootElement.Clone());
    }

    /// <summary>What the method of a workload is called here.</summary>
    public string NameOf(string workload) => Find("names", workload)?.GetString() ?? workload;

    /// <summary>What a benchmark's times are multiplied by.</summary>
    public double FactorOf(Benchmark benchmark) => Find("factors", benchmark.Name)?.GetDouble() ?? 1;

    /// <summary>What it allocates, in bytes an operation.</summary>
    public int AllocatedBy(Benchmark benchmark) => Find("allocated", benchmark.Name)?.GetInt32() ?? 0;

    /// <summary>What it throws: always, or where it was asked for by its whole name, as suspects are; null for nothing.</summary>
    public string? ThrownBy(Benchmark benchmark, bool isNamed) =>
        (Find("throws", benchmark.Name) ?? (isNamed ? Find("throwsAgain", benchmark.Name) : null))?.GetString();

    /// <summary>Whether the program ends where a benchmark was asked for by its whole name.</summary>
    public bool ExitsAgain => _json.TryGetProperty("exitsAgain", out _);

    /// <summary>A file that each start writes, and its text; null for none.</summary>
    public (string Path, string Text)? Leaves =>
        _json.TryGetProperty("leaves", out var leaves) ? (leaves.GetProperty("path").GetString()!, leaves.GetProperty("text").GetString()!) : null;

    private JsonElement? Find(string table, string name) =>
        _json.TryGetProperty(table, out var found) && found.TryGetProperty(name, out var value) ? value : null;
}
