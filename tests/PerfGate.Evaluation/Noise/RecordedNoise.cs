using System.Reflection;
using System.Text.Json;

namespace PerfGate.Evaluation.Noise;

/// <summary>
/// Recorded launches of seven workloads, each of which exists in variants that do N % more. Sides are drawn without
/// replacement where there are launches enough, else with.
/// </summary>
internal sealed class RecordedNoise : INoise
{
    // Sort's time is not proportional to its work, so its truth is not known.
    private static readonly string[] Workloads = ["Spin", "MemSum", "Math1", "Lookup", "Alloc", "Json", "Async"];
    private readonly Dictionary<string, double[][]> _launches;

    /// <param name="file">A file of tests/data/noise.</param>
    /// <param name="half">0 for all launches, 1 for every odd one, 2 for every even one.</param>
    /// <param name="iterations">How many of a launch's iterations to take, from its first; all of them where it has fewer.</param>
    public RecordedNoise(string file, int half = 0, int iterations = int.MaxValue)
    {
        var folder = typeof(RecordedNoise).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NoiseFolder").Value!;
        _launches = JsonSerializer.Deserialize<Dictionary<string, double[][]>>(File.ReadAllText(Path.Combine(folder, file + ".json")))!
            .ToDictionary(p => p.Key, p => p.Value
                .Where((_, i) => half == 0 || i % 2 == half - 1)
                .Select(launch => launch.Take(iterations).ToArray()).ToArray());
        Name = file + (half == 0 ? "" : half == 1 ? ", first half" : ", second half") + (iterations == int.MaxValue ? "" : $", {iterations} iterations of each launch");
        Slowdowns = [.. new[] { 2, 5, 10, 25 }.Where(percent => _launches.ContainsKey($"Spin v{percent:00}"))];
    }

    public string Name { get; }

    public IReadOnlyList<string> Benchmarks => Workloads;

    public IReadOnlyList<int> Slowdowns { get; }

    public bool HasEnoughFor(int launches) => 2 * launches <= _launches["Spin v00a"].Length;

    public (double[][] Baseline, double[][] Candidate) Draw(Random random, string benchmark, int percent, int launches)
    {
        var unchanged = _launches[$"{benchmark} v00a"];
        if (percent > 0)
        {
            return (Choose(random, unchanged, launches), Choose(random, _launches[$"{benchmark} v{percent:00}"], launches));
        }

        var both = Choose(random, unchanged, 2 * launches);
        return (both[..launches], both[launches..]);
    }

    // Recorded on one day.
    public (double[][] Baseline, double[][] Candidate) DrawInTurn(Random random, string benchmark, int percent, int launches) =>
        Draw(random, benchmark, percent, launches);

    private static double[][] Choose(Random random, double[][] from, int count)
    {
        if (count > from.Length)
        {
            return [.. Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)])];
        }

        var shuffled = from.ToArray();
        random.Shuffle(shuffled);
        return shuffled[..count];
    }
}
