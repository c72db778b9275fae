using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Permutations;

namespace PerfGate.Gating.Correcting;

/// <summary>A comparison of a sampled metric that is tested.</summary>
/// <param name="Compared">The comparison.</param>
/// <param name="X">The summaries of the side that would be larger if the candidate were worse: one number a launch, in the order of launches.</param>
/// <param name="Y">Those of the other.</param>
internal sealed record Tested(Compared Compared, double[] X, double[] Y)
{
    /// <summary>At which look it was decided.</summary>
    public Looks.Stage Stage { get; } = Compared.Stage;

    /// <summary>Whether the larger side would be the candidate's.</summary>
    public bool IsLowerBetter => Compared.Comparison.Metric.Direction == MetricDirection.LowerIsBetter;

    /// <summary>The least change that matters, as a share.</summary>
    public double MinimumEffect => Compared.Rule.MinimumEffect!.Value;

    /// <summary>
    /// Whether it is tested together with others. What was measured in rounds is judged by ranks; and so is what is accepted: of the same launches, ranks
    /// never show more against a wider bound.
    /// </summary>
    public bool IsForBuildTest => !Compared.IsPaired && Compared.Comparison.Accepted is null && BuildTest.Suits(X.Length, Y.Length);

    /// <summary>A comparison whose both sides are there.</summary>
    public static Tested Of(Compared c)
    {
        var (ours, theirs) = (LaunchSummary.Minima(c.Candidate!), LaunchSummary.Minima(c.Baseline!));
        return c.Comparison.Metric.Direction == MetricDirection.LowerIsBetter ? new Tested(c, ours, theirs) : new Tested(c, theirs, ours);
    }

    /// <summary>As it was at a stage of its own plan.</summary>
    public Tested At(Looks.Stage stage) => stage.Launches is not { } launches || stage.Looks != Stage.Looks ? this : this with
    {
        X = IsLowerBetter || Compared.IsPaired ? First(X, launches) : X,
        Y = !IsLowerBetter || Compared.IsPaired ? First(Y, launches) : Y,
    };

    private static double[] First(double[] values, int count) => count < values.Length ? values[..count] : values;
}
