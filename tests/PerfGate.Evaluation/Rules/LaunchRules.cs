using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Evaluation.Rules;

/// <summary>Rules that take launches as the unit and correct for the whole build.</summary>
internal static class LaunchRules
{
    public const double Alpha = 0.01;
    public const double MinimumEffect = 0.02;

    private const string OurTest = "lower-tail ranks, a tenth for all ranks (ours)";

    /// <summary>Our test on the summary that ours uses, first; every other test on that summary, and our test on every other.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Ours(LaunchSummaries.All.First()),
        .. LaunchTests.All.Select(test => Of(LaunchSummaries.All.First(), test)),
        .. LaunchSummaries.All.Skip(1).Select(Ours),
    ];

    private static Rule Ours(KeyValuePair<string, Func<double[], double>> summary) => Of(
        summary, new(OurTest, (x, y, count) => new TestDesign(count).For(x.Length, y.Length).PValueGreater(x, y)));

    private static Rule Of(KeyValuePair<string, Func<double[], double>> summary, KeyValuePair<string, Func<double[], double[], int, double>> test) =>
        new($"{summary.Key}; {test.Key}", build => Holm.Adjust([.. build.Select(side => test.Value(
            [.. side.Candidate.Select(launch => summary.Value(launch) / (1 + MinimumEffect))],
            [.. side.Baseline.Select(summary.Value)],
            build.Count))], build.Count));
}
