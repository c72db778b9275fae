using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PerfGate.Evaluation.EndToEnd;

/// <summary>How often the real <c>bisect</c> finds the one slow commit of 64, on replayed noise.</summary>
internal static partial class BisectTable
{
    private const int Commits = 64;
    private const int Percent = 15;

    // The recordings of a machine with nothing beside it, and of one with a load. Async is undecided everywhere.
    private static readonly string[] Recordings = ["sweeps", "quiet", "calm", "loaded", "busy"];
    private static readonly string[] Workloads = ["Spin", "MemSum", "Math1", "Lookup", "Alloc", "Json"];

    private enum Answer
    {
        Found,
        Another,
        OneOfSeveral,
        NotShown,
    }

    /// <summary>Writes the table, row by row.</summary>
    /// <param name="searches">How many searches for each recording; each workload in turn.</param>
    /// <param name="atOnce">How many run at the same time.</param>
    /// <param name="wanted">What "RECORDING, WORKLOAD" holds where a search is to be run.</param>
    public static void Write(int searches, int atOnce, string wanted)
    {
        Console.WriteLine($"\n## Bisecting: {searches} searches for a commit of {Commits} that is {Percent} % slower\n");
        Console.WriteLine("| noise | found | another commit | one of several | not shown | steps until found, at most | launches a step | seconds |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var recording in Recordings)
        {
            var all = Enumerable.Range(0, searches).Where(seed => $"{recording}, {WorkloadOf(seed)}".Contains(wanted, StringComparison.Ordinal))
                .AsParallel().WithDegreeOfParallelism(atOnce).Select(seed => Search(recording, seed)).ToList();
            if (all.Count == 0)
            {
                continue;
            }

            Console.WriteLine(
                $"| {recording} | {string.Join(" | ", Enum.GetValues<Answer>().Select(answer => all.Count(search => search.Answer == answer)))} "
                + $"| {all.Max(search => search.Steps)} | {all.Average(search => search.Launches):0.0} | {all.Select(search => search.Seconds).Order().ElementAt(all.Count / 2):0.0} |");
        }
    }

    private static string WorkloadOf(int seed) => Workloads[seed % Workloads.Length];

    private static (Answer Answer, int Steps, double Launches, double Seconds) Search(string recording, int seed)
    {
        var random = new Random(seed);
        var slow = 2 + random.Next(Commits - 2);
        var benchmark = $"{WorkloadOf(seed)}(Position: 0)";
        using var repository = new ReplayRepository(new Setting(recording, 7, "inProcess"));
        for (var i = 1; i <= Commits; i++)
        {
            repository.SlowDown(i < slow ? null : benchmark, Percent);
            repository.Commit($"commit {i}");
        }

        var clock = Stopwatch.StartNew();
        repository.Perfgate(seed, "bisect", $"HEAD~{Commits}", "HEAD", "--benchmark", $"Replay.Work.{benchmark}", "--explain", "false", "--first", "--json", "found.json");
        var seconds = clock.Elapsed.TotalSeconds;
        var steps = Step().Matches(repository.Errors);
        using var json = JsonDocument.Parse(repository.Read("found.json"));
        var found = json.RootElement.GetProperty("found").EnumerateArray().Select(finding => finding.GetProperty("commits").EnumerateArray().Select(commit => commit.GetProperty("subject").GetString()!).ToList()).FirstOrDefault();
        var answer = found switch
        {
            null => Answer.NotShown,
            [var one] => one == $"commit {slow}" ? Answer.Found : Answer.Another,
            // A range without it is as wrong as another commit.
            _ => found.Contains($"commit {slow}") ? Answer.OneOfSeveral : Answer.Another,
        };
        Console.Error.WriteLine($"{recording} | {seed} | {benchmark} | commit {slow} | {answer}: {string.Join(", ", found ?? [])} | {steps.Count} steps | {seconds:0.0} s");
        return (answer, steps.Count, steps.Count == 0 ? 0 : steps.Average(step => int.Parse(step.Groups[1].Value)), seconds);
    }

    [GeneratedRegex(@": (?:good|worse|not told) \(ratio [^,]+, (\d+) launch")]
    private static partial Regex Step();
}
