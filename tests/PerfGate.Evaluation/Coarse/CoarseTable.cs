using PerfGate.Evaluation.Tables;
using PerfGate.Statistics;

namespace PerfGate.Evaluation.Coarse;

/// <summary>How often the coarse test is wrong, and what it sees: the tables of docs/coarse-test.md.</summary>
internal static class CoarseTable
{
    private const double Alpha = 0.01;
    private const int FewestBuilds = 200;
    private const int MostBenchmarks = 100_000;

    // As many of the other side as the default plan has.
    private const int Plan = 10;

    private static readonly int[] Launches = [1, 2, 3, 4, 5, 6];
    private static readonly int[] Benchmarks = [1, 7, 50, 150, 400, 1000];
    private static readonly int[] Some = [1, 7, 50];
    private static readonly IReadOnlyList<UnchangedBuild> Noises = [.. RecordedShapes.All, .. SimulatedShapes.All];

    /// <summary>Writes all tables.</summary>
    /// <param name="builds">How many unchanged builds; fewer of many benchmarks.</param>
    public static void Write(int builds)
    {
        Head("The factor", Benchmarks.Select(k => k == 1 ? "1 benchmark" : $"{k}"));
        foreach (var n in Launches)
        {
            Row($"{n}", Benchmarks.Select(k => $"{CoarseTest.Factor(n, k, Alpha):0.0}"));
        }

        WriteErrors(builds, "as many launches on both sides", n => (n, n), Benchmarks);
        WriteErrors(builds, $"{Plan} launches of the baseline", n => (Plan, n), Some);
        WriteErrors(builds, $"{Plan} launches of the candidate", n => (n, Plan), Some);
        foreach (var k in Some)
        {
            WriteCaught(builds, k);
        }
    }

    private static void WriteErrors(int builds, string title, Func<int, (int Then, int Now)> sides, int[] benchmarks)
    {
        Head($"Unchanged builds that are red, {title}", benchmarks.Select(k => k == 1 ? "1 benchmark" : $"{k}"));
        foreach (var noise in Noises)
        {
            // A calm recording holds twelve launches, and a busy one eight.
            foreach (var n in Launches.Where(n => sides(n) == (n, n) || !noise.Name.Contains("calm", StringComparison.Ordinal)))
            {
                Row($"{noise.Name}: {n}", benchmarks.Select(k =>
                {
                    var number = Math.Max(FewestBuilds, Math.Min(builds, MostBenchmarks / k));
                    return Share.Text(Enumerable.Range(0, number).AsParallel().Count(seed => IsRed(noise, seed, sides(n), k)), number);
                }));
            }
        }
    }

    private static bool IsRed(UnchangedBuild noise, int seed, (int Then, int Now) sides, int benchmarks)
    {
        var draw = noise.NewBuild(new Random((seed * 31) + sides.Now), sides.Then, sides.Now);
        var factor = CoarseTest.Factor(Math.Min(sides.Then, sides.Now), benchmarks, Alpha);
        for (var i = 0; i < benchmarks; i++)
        {
            var (baseline, candidate) = draw();
            if (CoarseTest.Separation(candidate, baseline) > factor)
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteCaught(int builds, int benchmarks)
    {
        double[] slowdowns = [1.5, 2, 3, 5, 10, 30, 100];
        Head($"Slowdowns that are red, on recorded noise, among {benchmarks} benchmarks", slowdowns.Select(s => $"{s} times"));
        foreach (var n in Launches)
        {
            var separations = RecordedShapes.All.SelectMany(noise =>
                noise.NewBuild(new Random(n), n, n) is var draw ? Enumerable.Range(0, builds).Select(_ => draw()) : []).ToList()
                .ConvertAll(sides => CoarseTest.Separation(sides.Candidate, sides.Baseline));
            var factor = CoarseTest.Factor(n, benchmarks, Alpha);
            Row($"{n}", slowdowns.Select(s => $"{separations.Count(separation => s * separation > factor) / (double)separations.Count:0.00}"));
        }
    }

    private static void Head(string title, IEnumerable<string> columns)
    {
        Console.WriteLine($"\n### {title}\n");
        Row("launches", columns);
        Row("---", columns.Select(_ => "--:"));
    }

    private static void Row(string first, IEnumerable<string> cells) => Console.WriteLine($"| {first} | {string.Join(" | ", cells)} |");
}
