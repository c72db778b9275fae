using PerfGate.Statistics;
using PerfGate.Statistics.Permutations;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Correcting;

/// <summary>The test of one comparison, corrected for there being many.</summary>
/// <param name="Test">The test by itself.</param>
/// <param name="Design">How it was tested.</param>
/// <param name="Worse">The p-value of "it is worse", corrected for the build.</param>
/// <param name="Better">The p-value of "it is better", corrected for the build.</param>
/// <param name="IsSuspect">Whether it is to be measured again.</param>
internal sealed record CorrectedTest(RatioTest Test, TestDesign Design, double Worse, double Better, bool IsSuspect = false)
{
    /// <summary>Tests a build's comparisons.</summary>
    /// <param name="build">The comparisons.</param>
    /// <param name="comparisons">How many share the error of the build; these and others.</param>
    /// <param name="alpha">The level for the build.</param>
    public static IReadOnlyList<CorrectedTest> Of(IReadOnlyList<Tested> build, int comparisons, double alpha)
    {
        var stages = build.Select(tested => tested.Stage).Distinct().Select(stage => new BuildAtStage(build, stage, comparisons)).ToArray();
        var result = new CorrectedTest[build.Count];
        foreach (var stage in stages)
        {
            var tests = InParallel.Select(stage.Decided, (i, _) => RatioTest.Compare(
                build[i].X, build[i].Y, build[i].MinimumEffect, alpha / Math.Max(1, comparisons), stage.Designs[i]));
            foreach (var (order, i) in stage.Decided.Index())
            {
                result[i] = new CorrectedTest(tests[order], stage.Designs[i], 1, 1);
            }
        }

        DecideByRanks(build, result, comparisons);
        foreach (var one in stages.SelectMany(stage => stage.Test(alpha)))
        {
            var (before, tested) = (result[one.Place], build[one.Place]);
            result[one.Place] = Decides(tested) ? before.DecidedBy(one) : before.SuspectedBy(one, alpha);
        }

        return result;
    }

    // Of very few launches the test of all together makes suspects, and ranks decide, corrected by Holm; as they do what it is not for.
    private static void DecideByRanks(IReadOnlyList<Tested> build, CorrectedTest[] tests, int comparisons)
    {
        int[] ranked = [.. Enumerable.Range(0, build.Count).Where(i => !build[i].IsForBuildTest || !Decides(build[i]))];
        var worse = Holm.Adjust([.. ranked.Select(i => Spent(tests[i].Test.PSlower, build[i]))]);
        var better = Holm.Adjust([.. ranked.Select(i => Spent(tests[i].Test.PFaster, build[i]))]);
        // These have as large a part of the error as they are a part of the build.
        var part = ranked.Length / (double)comparisons;
        foreach (var (order, i) in ranked.Index())
        {
            tests[i] = tests[i] with { Worse = Math.Min(1, worse[order] / part), Better = Math.Min(1, better[order] / part) };
        }
    }

    // A look spends its share of the error only.
    private static double Spent(double pValue, Tested tested) => Math.Min(1, pValue / tested.Stage.Share);

    private static bool Decides(Tested tested) => BuildTest.Decides(tested.X.Length, tested.Y.Length);

    private CorrectedTest DecidedBy(BuildAtStage.TestedTogether together) => this with
    {
        Test = Test with { PSlower = together.Worse, PFaster = together.Better, LeastPValue = 0, MinimumDetectableEffect = Detectable(together) },
        Worse = together.AdjustedWorse,
        Better = together.AdjustedBetter,
    };

    private CorrectedTest SuspectedBy(BuildAtStage.TestedTogether together, double alpha) => this with
    {
        IsSuspect = together.AdjustedWorse <= alpha && Worse > alpha,
    };

    private double Detectable(BuildAtStage.TestedTogether together) => (Test.Ratio * Math.Exp(-together.MostShift)) - 1;
}
