using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>What the two sides of one benchmark and metric say.</summary>
/// <param name="Id">The benchmark.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Baseline">The baseline's side, or null if it has none.</param>
/// <param name="Candidate">The candidate's side, or null if it has none.</param>
public sealed record Comparison(BenchmarkId Id, Metric Metric, Side? Baseline, Side? Candidate)
{
    /// <summary>Candidate / baseline; null where there is none (a side is missing, or the baseline is zero).</summary>
    public double? Ratio { get; init; }

    /// <summary>The 95 % confidence interval of the ratio; null for an exact metric. A bound that the data cannot give is 0 or infinite.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The one-sided p-value of "worse by more than the minimum effect"; null where no test was made.</summary>
    public double? PValue { get; init; }

    /// <summary>The same by the test that searches (<see cref="Statistics.Ranks.SearchTest"/>); null where no test was made.</summary>
    public double? SearchPValue { get; init; }

    /// <summary>The p-value corrected for all tests of the build: worse if at most alpha.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>The p-value of "better by more than the minimum effect", corrected in the same way.</summary>
    public double? AdjustedPValueBetter { get; init; }

    /// <summary>The least change for the worse that these data would have shown, as a share; null where no test was made or none would have been shown.</summary>
    public double? MinimumDetectableEffect { get; init; }

    /// <summary>
    /// Of a check: from which slowdown on, as a share, such a check would have caught it four times out of five (<see cref="Statistics.Ranks.Detection"/>); null elsewhere, and
    /// where none below eightfold would have been.
    /// </summary>
    public double? Detects { get; init; }

    /// <summary>The least change that matters, as a share; where a regression is accepted, the least one that is worse than that.</summary>
    public double MinimumEffect { get; init; }

    /// <summary>The most that the candidate may be worse by, at an error of 2.5 % over all looks, as a factor; null for an exact metric.</summary>
    public double? WorstCase { get; init; }

    /// <summary>
    /// Whether it seems worse, and only measuring it again in turn can tell: the screen only searches (<see cref="GateInput.IsScreen"/>), it has
    /// very few launches (<see cref="CoarseTest"/>), or it is an exact metric that was not seen to repeat.
    /// </summary>
    public bool IsSuspect { get; init; }

    /// <summary>Whether the policy wants it judged, and not only shown.</summary>
    public bool IsGated { get; init; } = true;

    /// <summary>What the test for one to six launches says; null where there are more, or it was not judged.</summary>
    public CoarseFinding? Coarse { get; init; }

    /// <summary>
    /// The harness's own time, in nanoseconds an operation, where that is more than the minimum effect of what remains: then the benchmark is too small to judge. Null for
    /// all others.
    /// </summary>
    public double? Overhead { get; init; }

    /// <summary>How many times worse the candidate is, whichever way its metric improves; infinite where the ratio is not known.</summary>
    public double Worsening => Ratio is not { } ratio ? double.PositiveInfinity : Metric.Direction == MetricDirection.LowerIsBetter ? ratio : 1 / ratio;

    /// <summary>The acceptance that covers this benchmark and metric, or null.</summary>
    public Acceptance? Accepted { get; init; }

    /// <summary>Doubts about the data.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>How well the instrument knows an exact metric, in its base unit, where the difference lies within; else null.</summary>
    public double? Resolution { get; init; }

    /// <summary>Whether both sides are shown, and not judged, as their numbers do not compare.</summary>
    public bool IsOnlyShown => Ratio is not null && Warnings.Any(warning => warning.EndsWith(": not judged", StringComparison.Ordinal));

    /// <summary>The same comparison with a further warning.</summary>
    public Comparison WithWarning(string warning) => this with { Warnings = Warnings.Add(warning) };
}
