using System.Reflection;
using System.Text.Json;

namespace PerfGate.Evaluation.Coarse;

/// <summary>
/// Recorded launches of workloads that did the same work: of one day, of twins, and of a calm day against a busy one. Each side is a run of successive
/// launches, as what slows a machine lasts for several.
/// </summary>
internal static class RecordedShapes
{
    private static readonly string[] Workloads = ["Spin", "MemSum", "Math1", "Lookup", "Alloc", "Json", "Async", "Sort"];

    public static IReadOnlyList<UnchangedBuild> All { get; } =
    [
        Of("sweeps, twins", "sweeps", "v00a", "sweeps", "v00b"),
        Of("sweeps", "sweeps", "v00a", "sweeps", "v00a"),
        Of("calm, twins", "calm", "v00a", "calm", "v00b"),
        Of("quiet", "quiet", "v00a", "quiet", "v00a"),
        Of("loaded", "loaded", "v00a", "loaded", "v00a"),
        Of("calm, then busy", "calm", "v00a", "busy", "v00a"),
        Of("quiet, then loaded", "quiet", "v00a", "loaded", "v00a"),
        Of("loaded, then quiet", "loaded", "v00a", "quiet", "v00a"),
    ];

    private static UnchangedBuild Of(string name, string then, string thenVariant, string now, string nowVariant)
    {
        var (baselines, candidates) = (Read(then), Read(now));
        var workloads = Workloads.Where(w => baselines.ContainsKey($"{w} {thenVariant}") && candidates.ContainsKey($"{w} {nowVariant}")).ToArray();
        return new(name, (random, launchesThen, launchesNow) => () =>
        {
            var workload = workloads[random.Next(workloads.Length)];
            var (from, to) = (baselines[$"{workload} {thenVariant}"], candidates[$"{workload} {nowVariant}"]);
            int start, other;
            do
            {
                (start, other) = (random.Next(from.Length - launchesThen + 1), random.Next(to.Length - launchesNow + 1));
            }
            while ((then, thenVariant) == (now, nowVariant) && start < other + launchesNow && other < start + launchesThen);

            return (from[start..(start + launchesThen)], to[other..(other + launchesNow)]);
        });
    }

    private static Dictionary<string, double[][]> Read(string file) => JsonSerializer.Deserialize<Dictionary<string, double[][]>>(File.ReadAllText(Path.Combine(
        typeof(RecordedShapes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NoiseFolder").Value!, file + ".json")))!;
}
