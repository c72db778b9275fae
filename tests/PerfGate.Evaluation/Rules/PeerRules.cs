using Perfolizer.Mathematics.SignificanceTesting.Base;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;
using Perfolizer.Metrology;

namespace PerfGate.Evaluation.Rules;

/// <summary>The rules of other tools, as their users run them: on the iterations of one run a side, each benchmark by itself.</summary>
internal static class PeerRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ResultsComparer: Mann-Whitney, 2 % margin, one run's iterations", OnOneRun((x, y) => MannWhitneyP(x, y, 1.02) < 0.05)),
        new("ResultsComparer: the same, 5 % margin", OnOneRun((x, y) => MannWhitneyP(x, y, 1.05) < 0.05)),
        new("benchstat: Mann-Whitney p < .05, one run's iterations", OnOneRun((x, y) => MannWhitneyP(x, y, 1) < 0.025)),
        new("Criterion: t-test p < .05 and a change above 1 %", OnOneRun((x, y) => x.Average() > y.Average() * 1.01 && LaunchTests.WelchP(x, y) < 0.025)),
    ];

    public static double MannWhitneyP(double[] x, double[] y, double factor) => MannWhitneyTest.Instance.GetPValue(
        new Pragmastat.Sample(x), new Pragmastat.Sample([.. y.Select(v => v * factor)]), AlternativeHypothesis.Greater, Threshold.Zero).Value;

    // A recorded launch of twelve iterations is what their users run once a side.
    private static Func<IReadOnlyList<(double[][] Baseline, double[][] Candidate)>, double[]> OnOneRun(Func<double[], double[], bool> isSlower) =>
        build => [.. build.Select(side => isSlower(side.Candidate[0], side.Baseline[0]) ? 0.0 : 1)];
}
