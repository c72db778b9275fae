using PerfGate.Statistics;

namespace PerfGate.Evaluation.Rules;

/// <summary>Rules that take launches as the unit and correct for the whole build.</summary>
internal static class LaunchRules
{
    public const double Alpha = 0.01;
    public const double MinimumEffect = 0.02;

    /// <summary>Every test on the summary that ours uses, and our test on every summary.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. LaunchTests.All.Select(test => Of(LaunchSummaries.All.First(), test)),
        .. LaunchSummaries.All.Skip(1).Select(summary => Of(summary, LaunchTests.All.First())),
    ];

    private static Rule Of(KeyValuePair<string, Func<double[], double>> summary, KeyValuePair<string, Func<double[], double[], int, double>> test) =>
        new($"{summary.Key}; {test.Key}", build =>
        {
            var pValues = build.Select(side => test.Value(
                [.. side.Candidate.Select(launch => summary.Value(launch) / (1 + MinimumEffect))],
                [.. side.Baseline.Select(summary.Value)],
                build.Count)).ToArray();
            return Holm.Adjust(pValues);
        });
}
