using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Tables;

namespace PerfGate.Evaluation.Checks;

/// <summary>Whether a slowdown of the size that a check says it detects is caught four times out of five.</summary>
internal static class DetectsTable
{
    /// <summary>Writes a row for each noise and kind of benchmark.</summary>
    /// <param name="checks">How many checks say what they detect, each of which is tried on a check of its own.</param>
    public static void Write(int checks)
    {
        Console.WriteLine("| noise | benchmark | detects, median | said none | caught at what was said |");
        Console.WriteLine("|---|---|--:|--:|--:|");
        foreach (var noise in (IReadOnlyList<INoise>)[new RecordedNoise("sweeps"), new RecordedNoise("quiet"), new RecordedNoise("loaded"), .. SimulatedNoise.All])
        {
            var trial = new CheckTrial(noise, 7, stored: 20, screen: 5, rounds: 48);
            var said = Enumerable.Range(0, checks).AsParallel().AsOrdered().Select(seed => trial.Run(seed, _ => 0).Detects).ToList();
            foreach (var (kind, name) in noise.Benchmarks.Index().Take(trial.Kinds))
            {
                var sizes = said.Select(detects => detects[kind]).ToList();
                var caught = sizes.Index().Where(s => s.Item is not null).AsParallel()
                    .Select(s => trial.Run(1_000_000 + s.Index, _ => 0, b => b == kind ? 1 + s.Item!.Value : 1).Red.Contains(kind)).ToList();
                Console.WriteLine($"| {noise.Name} | {name} | {(caught.Count == 0 ? "" : $"{100 * sizes.OfType<double>().Order().ElementAt(caught.Count / 2):0.0} %")} "
                    + $"| {sizes.Count(s => s is null)} of {checks} | {(caught.Count == 0 ? "" : Share.Text(caught.Count(c => c), caught.Count))} |");
            }
        }
    }
}
