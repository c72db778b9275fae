using System.Text.Json;

namespace Replay;

/// <summary>What this state of the code is.</summary>
/// <param name="Recording">A file of tests/data/noise, without its extension.</param>
/// <param name="Benchmarks">How many benchmarks there are.</param>
/// <param name="Factors">What the times of some are multiplied by.</param>
internal sealed record Settings(string Recording, int Benchmarks, IReadOnlyDictionary<string, double> Factors)
{
    /// <summary>Where time is counted.</summary>
    public static string StateFolder => Environment.GetEnvironmentVariable("REPLAY_STATE") is { Length: > 0 } folder
        ? folder
        : throw new InvalidOperationException("REPLAY_STATE names no folder to count time in");

    public static ulong Seed => ulong.Parse(Environment.GetEnvironmentVariable("REPLAY_SEED") ?? "0");

    public static Settings Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        var factors = new Dictionary<string, double>();
        if (root.TryGetProperty("factors", out var listed))
        {
            foreach (var factor in listed.EnumerateObject())
            {
                factors[factor.Name] = factor.Value.GetDouble();
            }
        }

        return new Settings(root.GetProperty("recording").GetString()!, root.GetProperty("benchmarks").GetInt32(), factors);
    }

    public double FactorOf(Benchmark benchmark) => Factors.GetValueOrDefault(benchmark.Name, 1);
}
