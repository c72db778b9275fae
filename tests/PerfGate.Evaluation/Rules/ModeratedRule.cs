using PerfGate.Statistics;
using PerfGate.Statistics.Permutations;

namespace PerfGate.Evaluation.Rules;

/// <summary>A moderated t-test by itself, on logarithms of launch minima, corrected by Holm.</summary>
internal static class ModeratedRule
{
    public static Rule Rule { get; } = new("minimum; moderated t, variance shared by the build", build =>
    {
        var tests = new ModeratedT([.. build.Select(side => (Logs(side.Candidate, 1 + LaunchRules.MinimumEffect), Logs(side.Baseline, 1)))]);
        return Holm.Adjust([.. build.Select((_, i) => tests.PValueGreater(i))]);
    });

    private static double[] Logs(double[][] launches, double by) => [.. launches.Select(launch => Math.Log(launch.Min() / by))];
}
