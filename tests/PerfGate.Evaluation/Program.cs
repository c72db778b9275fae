using System.Globalization;
using PerfGate.Evaluation;
using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;

// dotnet run -c Release --project tests/PerfGate.Evaluation [unchanged builds] [builds for each slowdown and benchmark]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var unchanged = args.Length > 0 ? int.Parse(args[0]) : 2000;
var slowed = args.Length > 1 ? int.Parse(args[1]) : 100;
IReadOnlyList<Rule> ours = [.. LaunchRules.All.Take(2)];
(INoise Noise, int Launches, IReadOnlyList<Rule> Rules)[] scenarios =
[
    (new RecordedNoise("sweeps"), 33, LaunchRules.All),
    (new RecordedNoise("sweeps"), 16, LaunchRules.All),
    (new RecordedNoise("sweeps", half: 1), 24, ours),
    (new RecordedNoise("sweeps", half: 2), 24, ours),
    (new RecordedNoise("calm"), 8, [.. PeerRules.All, .. LaunchRules.All]),
    (new RecordedNoise("calm", half: 1), 8, ours),
    (new RecordedNoise("calm", half: 2), 8, ours),
    (new RecordedNoise("busy"), 8, [.. PeerRules.All, .. ours]),
    .. SimulatedNoise.All.Select(noise => ((INoise)noise, 20, ours)),
];
foreach (var (noise, launches, rules) in scenarios)
{
    Console.WriteLine($"\n### {noise.Name}: {launches} launches a side\n");
    Console.WriteLine($"| rule | unchanged builds flagged | beside a slowdown | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} %"))} |");
    Console.WriteLine($"|---|--:|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
    foreach (var rule in rules)
    {
        var score = Trial.Run(noise, rule, launches, unchanged, slowed);
        Console.WriteLine($"| {rule.Name} | {score.FlaggedText} | {100.0 * score.FlaggedBeside / score.BuildsBeside:0.0} % "
            + $"| {string.Join(" | ", score.Caught.Values.Select(share => share.ToString("0.00")))} |");
    }
}
