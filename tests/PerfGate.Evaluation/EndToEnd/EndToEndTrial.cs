using System.Diagnostics;
using System.Text.Json;

namespace PerfGate.Evaluation.EndToEnd;

/// <summary>Runs the real executable on the suite that replays: once unchanged, and once for each slowdown, against one stored baseline.</summary>
internal static class EndToEndTrial
{
    private static readonly string[] Workloads = ["Spin", "MemSum", "Math1", "Lookup", "Alloc", "Json", "Async"];

    /// <summary>What became of a check.</summary>
    /// <param name="Caught">Whether the slower benchmark is red.</param>
    /// <param name="WronglyRed">Whether another one is.</param>
    /// <param name="Launches">What it took, of both sides, for each benchmark.</param>
    /// <param name="Seconds">The time it took.</param>
    internal sealed record Outcome(bool Caught, bool WronglyRed, double Launches, double Seconds);

    /// <summary>Runs checks.</summary>
    /// <param name="setting">How.</param>
    /// <param name="seed">Draws where in the recording each begins, and chooses the slower benchmark: each workload in turn.</param>
    /// <returns>An outcome for each slowdown of the setting.</returns>
    public static IReadOnlyList<Outcome> Run(Setting setting, int seed)
    {
        using var repository = new ReplayRepository(setting);
        if (setting.HasBaseline)
        {
            repository.Perfgate(1000 * seed, "baseline", "update", "--assembly", "suite/Replay.dll");
        }

        // The last position may lack some workloads.
        var positions = Math.Max(1, setting.Benchmarks / Workloads.Length);
        var slower = $"{Workloads[seed % Workloads.Length]}(Position: {seed / Workloads.Length % positions})";
        return [.. setting.Percents.Select(percent => Check(repository, setting, (1000 * seed) + percent + 1, percent == 0 ? null : slower, percent))];
    }

    private static Outcome Check(ReplayRepository repository, Setting setting, int seed, string? slower, int percent)
    {
        repository.SlowDown(slower, percent);
        var clock = Stopwatch.StartNew();
        var exitCode = repository.Perfgate(seed, ["check", "--assembly", "suite/Replay.dll", .. setting.Options, "--report", "json=result.json"]);
        var seconds = clock.Elapsed.TotalSeconds;
        using var json = JsonDocument.Parse(repository.Read("result.json"));
        var red = json.RootElement.GetProperty("benchmarks").EnumerateArray()
            .Where(benchmark => benchmark.GetProperty("verdict").GetString() == "regressed")
            .Select(benchmark => benchmark.GetProperty("id").GetString()!).ToHashSet();
        var launches = json.RootElement.GetProperty("launches");
        // What was counted, one line a check, to look into.
        Console.Error.WriteLine($"{setting} | {seed} | {slower} +{percent} % | {string.Join(", ", red)} | {seconds:0.0} s");
        return exitCode == (red.Count > 0 ? 1 : 0)
            ? new Outcome(
                slower is not null && red.Remove($"Replay.Work.{slower}"), red.Count > 0,
                (launches.GetProperty("spent").GetDouble() + (launches.TryGetProperty("toConfirm", out var again) ? again.GetDouble() : 0)) / setting.Benchmarks, seconds)
            : throw new InvalidOperationException($"exit code {exitCode} with {red.Count} red");
    }
}
