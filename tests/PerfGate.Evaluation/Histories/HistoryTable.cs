using PerfGate.Evaluation.Tables;

namespace PerfGate.Evaluation.Histories;

/// <summary>How often rules find what is not there in histories, and how often what is.</summary>
internal static class HistoryTable
{
    private const int Sessions = 30;
    private const int SessionsOfCreep = 50;
    private const int Beside = 5;
    private const double Change = 0.10;

    private static readonly IReadOnlyList<HistoryRule> Rules =
        [OurHistoryRule.Ours, .. OurHistoryRule.OnOtherLevels, .. PerfolizerRules.All, .. PermutationRules.All, PeltRule.Of(2), PeltRule.Of(6), .. PeerHistoryRules.All];

    /// <summary>Writes the table.</summary>
    /// <param name="histories">How many histories for each number.</param>
    /// <param name="launches">Of how many launches each session is.</param>
    /// <param name="half">Which half of the recordings: 1 to choose, 2 to count.</param>
    /// <param name="wanted">What a row holds that is to be counted.</param>
    public static void Write(int histories, int launches, int half, string wanted)
    {
        Console.WriteLine($"| noise | rule | unchanged histories with a find | step of +10 %: within ± 1 session | within ± 3 | beside it: another find | creep of +10 % over {SessionsOfCreep} | called creep |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|");
        IReadOnlyList<IHistoryNoise> all =
        [
            .. new[] { "sweeps", "quiet", "loaded", "calm" }.SelectMany(file => new[] { false, true }.Select(inOrder => new RecordedHistory(file, half, inOrder))),
            .. SimulatedHistory.All,
        ];
        // A permutation for each of 150 benchmarks' part of the error takes hours.
        foreach (var (noise, rule) in all.SelectMany(noise => Rules.Where(rule => noise.Benchmarks <= 7 || !PermutationRules.All.Contains(rule)).Select(rule => (noise, rule))).Where(row => $"{row.noise.Name}, {row.rule.Name}".Contains(wanted, StringComparison.Ordinal)))
        {
            WriteRow(noise, rule, histories, launches);
        }
    }

    private static void WriteRow(IHistoryNoise noise, HistoryRule rule, int histories, int launches)
    {
        var unchanged = Count(histories, seed => rule.Find(Levels(noise, rule, new Random(seed), Sessions, launches, (_, _) => 1)).Count > 0);
        var steps = Enumerable.Range(0, histories).AsParallel().Select(seed =>
        {
            var random = new Random(100_000 + seed);
            var (changed, place) = (random.Next(noise.Benchmarks), random.Next(Beside, Sessions - Beside + 1));
            var found = rule.Find(Levels(noise, rule, random, Sessions, launches, (benchmark, session) => benchmark == changed && session >= place ? 1 + Change : 1));
            return (
                Near: found.Any(f => f.Benchmark == changed && Math.Abs(f.Place - place) <= 1), Far: found.Any(f => f.Benchmark == changed && Math.Abs(f.Place - place) <= 3),
                Beside: found.Any(f => f.Benchmark != changed || Math.Abs(f.Place - place) > 3));
        }).ToList();
        var creeps = Enumerable.Range(0, histories).AsParallel().Select(seed =>
        {
            var random = new Random(200_000 + seed);
            var changed = random.Next(noise.Benchmarks);
            var found = rule.Find(Levels(noise, rule, random, SessionsOfCreep, launches, (benchmark, session) => benchmark == changed ? Math.Pow(1 + Change, session / (SessionsOfCreep - 1.0)) : 1));
            return (Any: found.Any(f => f.Benchmark == changed), Called: found.Any(f => f.Benchmark == changed && f.IsCreep));
        }).ToList();
        Console.WriteLine($"| {noise.Name} | {rule.Name} | {Share.Text(unchanged, histories)} | {Mean(steps.Select(s => s.Near))} | {Mean(steps.Select(s => s.Far))} | {Mean(steps.Select(s => s.Beside))} | {Mean(creeps.Select(c => c.Any))} | {Mean(creeps.Select(c => c.Called))} |");
    }

    private static int Count(int histories, Func<int, bool> isSo) => Enumerable.Range(0, histories).AsParallel().Count(isSo);

    private static string Mean(IEnumerable<bool> of) => $"{of.Average(b => b ? 1.0 : 0):0.00}";

    private static double[][] Levels(IHistoryNoise noise, HistoryRule rule, Random random, int sessions, int launches, Func<int, int, double> factor) =>
        [.. noise.Draw(random, sessions, launches).Select((benchmark, i) => benchmark.Select((session, s) => rule.Level([.. session.Select(launch => launch * factor(i, s))])).ToArray())];
}
