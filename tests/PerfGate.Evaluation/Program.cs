using System.Globalization;
using PerfGate.Evaluation.Checks;
using PerfGate.Evaluation.Coarse;
using PerfGate.Evaluation.EndToEnd;
using PerfGate.Evaluation.Histories;
using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Recording;
using PerfGate.Evaluation.Rules;
using PerfGate.Evaluation.Tables;

// dotnet run -c Release --project tests/PerfGate.Evaluation [unchanged builds] [builds for each slowdown and benchmark] [only what holds this: NOISE, LAUNCHES, rules | NOISE, BENCHMARKS, check]
// dotnet run -c Release --project tests/PerfGate.Evaluation [unchanged builds] coarse
// dotnet run -c Release --project tests/PerfGate.Evaluation CHECKS end-to-end [at once] [only rows that hold this]
// dotnet run -c Release --project tests/PerfGate.Evaluation SEARCHES bisect [at once] [only what holds this: RECORDING, WORKLOAD]
// dotnet run -c Release --project tests/PerfGate.Evaluation [checks] detects
// dotnet run -c Release --project tests/PerfGate.Evaluation HISTORIES history [launches of a session] [1 or 2: which half of the recordings] [only rows that hold this]
// dotnet run -c Release --project tests/PerfGate.Evaluation record FILE LAUNCHES
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["record", var file, var count]:
        Recorder.Record(file, int.Parse(count));
        return;
    case ["launch", var seed]:
        Recorder.Launch(int.Parse(seed));
        return;
    case [var checks, "end-to-end", .. var rest]:
        EndToEndTable.Write(int.Parse(checks), rest.Length > 0 ? int.Parse(rest[0]) : 1, rest.Length > 1 ? rest[1] : "");
        return;
    case [var searches, "bisect", .. var rest]:
        BisectTable.Write(int.Parse(searches), rest.Length > 0 ? int.Parse(rest[0]) : 1, rest.Length > 1 ? rest[1] : "");
        return;
    case [var histories, "history", .. var rest]:
        HistoryTable.Write(int.Parse(histories), rest.Length > 0 ? int.Parse(rest[0]) : 10, rest.Length > 1 ? int.Parse(rest[1]) : 2, rest.Length > 2 ? rest[2] : "");
        return;
    case [.., "detects"]:
        DetectsTable.Write(args.Length > 1 ? int.Parse(args[0]) : 200);
        return;
    case [.., "coarse"]:
        CoarseTable.Write(args.Length > 1 ? int.Parse(args[0]) : 2000);
        return;
}

var unchanged = args.Length > 0 ? int.Parse(args[0]) : 2000;
var slowed = args.Length > 1 ? int.Parse(args[1]) : 100;
var wanted = args.Length > 2 ? args[2] : "";
IReadOnlyList<Rule> few = [LaunchRules.All[0]];

const string Rules = "rules";
const string Check = "check";
var comparisons = new List<Comparison>();
Console.WriteLine("## Rules");
foreach (var (noise, launches, rules) in ((IReadOnlyList<(INoise, int, IReadOnlyList<Rule>)>)[
    (new RecordedNoise("sweeps"), 33, LaunchRules.All),
    (new RecordedNoise("sweeps", iterations: 2), 48, LaunchRules.All),
    (new RecordedNoise("sweeps"), 16, LaunchRules.All),
    (new RecordedNoise("sweeps", half: 1), 24, LaunchRules.All),
    (new RecordedNoise("sweeps", half: 2), 24, LaunchRules.All),
    (new RecordedNoise("quiet"), 16, LaunchRules.All),
    (new RecordedNoise("loaded"), 16, LaunchRules.All),
    (new RecordedNoise("quiet"), 12, LaunchRules.All),
    (new RecordedNoise("loaded"), 12, LaunchRules.All),
    (new RecordedNoise("quiet"), 8, LaunchRules.All),
    (new RecordedNoise("loaded"), 8, LaunchRules.All),
    (new RecordedNoise("calm"), 8, [.. PeerRules.All, .. LaunchRules.All]),
    (new RecordedNoise("calm", half: 1), 8, LaunchRules.All),
    (new RecordedNoise("calm", half: 2), 8, LaunchRules.All),
    (new RecordedNoise("busy"), 8, [.. PeerRules.All, .. LaunchRules.All]),
    (new RecordedNoise("busy", half: 1), 8, LaunchRules.All),
    (new RecordedNoise("busy", half: 2), 8, LaunchRules.All),
    .. SimulatedNoise.All.Select(shape => ((INoise)shape, 20, LaunchRules.All)),
    (new RecordedNoise("sweeps"), 5, few),
    (new RecordedNoise("quiet"), 5, few),
    (new RecordedNoise("loaded"), 5, few),
    (new RecordedNoise("calm"), 4, few),
    .. SimulatedNoise.All.Select(shape => ((INoise)shape, 5, few))]).Where(s => IsWanted(s.Item1, s.Item2, Rules)))
{
    comparisons.AddRange(RuleTable.Write(noise, launches, rules, unchanged, slowed));
}

ComparisonTable.Write(comparisons);

foreach (var (noise, launches) in ((IReadOnlyList<(INoise, int)>)[(new RecordedNoise("sweeps"), 33), (new RecordedNoise("sweeps", iterations: 2), 48)])
    .Where(s => IsWanted(s.Item1, s.Item2, Rules)))
{
    BenchmarkTable.Write(noise, launches, slowed);
}

var ofChecks = ((IReadOnlyList<INoise>)[new RecordedNoise("sweeps"), .. SimulatedNoise.All])
    .SelectMany(noise => new[] { 7, 50, 150, 400 }.Select(size => (noise, size)))
    .Where(s => IsWanted(s.noise, s.size, Check)).ToList();
if (ofChecks.Count > 0)
{
    CheckTable.Head();
    foreach (var (noise, size) in ofChecks)
    {
        CheckTable.Write(noise, size, unchanged, slowed);
    }
}

bool IsWanted(INoise noise, int launches, string part) => $"{noise.Name}, {launches}, {part}".Contains(wanted, StringComparison.Ordinal);
