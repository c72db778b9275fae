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

    /// <summary>The nanoseconds of each iteration of the launch at a time.</summary>
    public double[] At(int time, Benchmark benchmark, double factor)
    {
        var launches = new[] { "v00a", "v00b" }
            .Select(variant => _recording.TryGetProperty($"{benchmark.Workload} {variant}", out var found) ? found : default)
            .Where(found => found.ValueKind == JsonValueKind.Array).ToList();
        var length = launches.Sum(variant => variant.GetArrayLength());
        var (lap, inside) = Math.DivRem(time, length);
        var index = (int)((Mix(Mix(Mix(seed) + (ulong)benchmark.Position) + (ulong)lap) % (ulong)length) + (ulong)inside) % length;
        var launch = index < launches[0].GetArrayLength() ? launches[0][index] : launches[1][index - launches[0].GetArrayLength()];
        return [.. launch.EnumerateArray().Select(iteration => iteration.GetDouble() * factor)];
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
