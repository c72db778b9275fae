using System.Text.Json;

namespace Replay;

/// <summary>
/// Recorded launches of unchanged code, in the order of recording. Launches near in time there are near in time here. It begins at a random place; at its end it goes
/// on at its beginning, and where all of it was used, it begins again at another random place.
/// </summary>
/// <param name="file">A recording: iterations by launch, by workload and variant. The twin of an unchanged variant, where there is one, follows it.</param>
/// <param name="seed">Draws the places.</param>
internal sealed class Timeline(string file, ulong seed)
{
    private readonly JsonElement _recording = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement;

    /// <summary>The nanoseconds of each iteration of the launches from one time until before another.</summary>
    public double[][] Between(int from, int to, Benchmark benchmark, double factor)
    {
        var launches = new double[to - from][];
        for (var i = 0; i < launches.Length; i++)
        {
            launches[i] = At(from + i, benchmark, factor);
        }

        return launches;
    }

    private double[] At(int time, Benchmark benchmark, double factor)
    {
        var recorded = _recording.GetProperty($"{benchmark.Workload} v00a");
        var twin = _recording.TryGetProperty($"{benchmark.Workload} v00b", out var found) ? found : default;
        var (own, all) = (recorded.GetArrayLength(), recorded.GetArrayLength() + (twin.ValueKind == JsonValueKind.Array ? twin.GetArrayLength() : 0));
        var (lap, inside) = (time / all, time % all);
        var start = Mix(Mix(Mix(seed) + (ulong)benchmark.Position) + (ulong)lap) % (ulong)all;
        var index = (int)((start + (ulong)inside) % (ulong)all);
        var launch = index < own ? recorded[index] : twin[index - own];
        var iterations = new double[launch.GetArrayLength()];
        for (var i = 0; i < iterations.Length; i++)
        {
            iterations[i] = launch[i].GetDouble() * factor;
        }

        return iterations;
    }

    // SplitMix64: the numbers of the framework's generator change with its version.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
