using PerfGate.Statistics;
using PerfGate.Statistics.Permutations;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Correcting;

/// <summary>
/// A build as it was when some of its comparisons were decided: each with the launches that it had then. What is measured on later changes nothing about them, and what
/// was decided before takes no place among what is decided now.
/// </summary>
internal sealed class BuildAtStage
{
    private readonly int[] _together;
    private readonly BuildTest? _worse;
    private readonly BuildTest? _better;

    /// <param name="build">The build's comparisons, as they are now.</param>
    /// <param name="stage">When.</param>
    /// <param name="comparisons">How many comparisons share the error of the build; these and others.</param>
    public BuildAtStage(IReadOnlyList<Tested> build, Looks.Stage stage, int comparisons)
    {
        var then = build.Select(tested => tested.At(stage)).ToArray();
        Decided = [.. Where(i => build[i].Stage == stage)];
        Designs = NoiseShape.Suit(
            [.. then.Select(tested => (new TestDesign((int)Math.Ceiling(comparisons / stage.Share), tested.Compared.IsPaired), tested.X, tested.Y))]);
        _together = [.. Where(i => stage.IsReachedFrom(build[i].Stage) && then[i].IsForBuildTest)];
        if (_together.Intersect(Decided).Any())
        {
            Sides[] worse = [.. then.Select((tested, i) => SidesOf((tested.X, tested.Y), tested, Designs[i]))];
            Sides[] better = [.. then.Select((tested, i) => SidesOf((tested.Y, tested.X), tested, Designs[i]))];
            (_worse, _better) = (TestOf(worse), TestOf(better));
        }

        // The noise is the machine's: those that were decided before tell of it too.
        BuildTest TestOf(Sides[] sides) => new(
            [.. _together.Select(i => sides[i])], comparisons, stage.Share,
            LaunchSpread.IsEven([.. sides.Select(side => (double[])[.. side.X.Concat(side.Y).Select(value => Math.Log(value)).Order()])]));

        IEnumerable<int> Where(Func<int, bool> condition) => Enumerable.Range(0, build.Count).Where(condition);
    }

    /// <summary>Which of the build's comparisons were decided at this stage.</summary>
    public IReadOnlyList<int> Decided { get; }

    /// <summary>How each of the build's comparisons is tested at this stage.</summary>
    public IReadOnlyList<TestDesign> Designs { get; }

    /// <summary>What the test of all together says of those of <see cref="Decided"/> that it suits.</summary>
    /// <param name="alpha">The level for the build.</param>
    public IEnumerable<TestedTogether> Test(double alpha)
    {
        var decided = Decided.ToHashSet();
        int[] places = [.. Enumerable.Range(0, _together.Length).Where(place => decided.Contains(_together[place]))];
        var shifts = InParallel.Select(places, (place, _) => _worse!.MostShift(place, alpha));
        return places.Select((place, i) => new TestedTogether(
            _together[place], _worse!.PValue(place), _better!.PValue(place), _worse.Adjusted[place], _better.Adjusted[place], shifts[i]));
    }

    private static Sides SidesOf((double[] X, double[] Y) sides, Tested tested, TestDesign design) =>
        new([.. sides.X.Select(value => value / (1 + tested.MinimumEffect))], sides.Y, design);

    /// <summary>One comparison, tested together with the others of its stage.</summary>
    /// <param name="Place">Its place in the build.</param>
    /// <param name="Worse">The p-value of "it is worse".</param>
    /// <param name="Better">The p-value of "it is better".</param>
    /// <param name="AdjustedWorse">The first, corrected for the build.</param>
    /// <param name="AdjustedBetter">The second, corrected for the build.</param>
    /// <param name="MostShift">See <see cref="BuildTest.MostShift"/>.</param>
    internal readonly record struct TestedTogether(int Place, double Worse, double Better, double AdjustedWorse, double AdjustedBetter, double MostShift);
}
