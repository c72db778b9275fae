using Perfolizer.Mathematics.Cpd;

namespace PerfGate.Evaluation.Histories;

/// <summary>Perfolizer's detectors, on the levels' logarithms.</summary>
internal static class PerfolizerRules
{
    private const int LeastDistance = 3;

    public static IReadOnlyList<HistoryRule> All { get; } =
    [
        HistoryRule.OfEach("ED-PELT (Perfolizer)", (levels, _) => EdPeltChangePointDetector.Instance.GetChangePointIndexes(Logs(levels), LeastDistance).Select(last => last + 1)),
        HistoryRule.OfEach("RQQ-PELT (Perfolizer)", (levels, _) => RqqPeltChangePointDetector.Instance.GetChangePointIndexes(Logs(levels), LeastDistance).Select(last => last + 1)),
    ];

    private static double[] Logs(double[] levels) => [.. levels.Select(level => Math.Log(level))];
}
