using PerfGate.Statistics.Ranks;

namespace PerfGate.Statistics.Permutations;

/// <summary>
/// Tests a build's comparisons together: how far apart launches lie counts as well as their ranks, and the comparisons share one null distribution.
/// </summary>
/// <remarks>
/// <para>
/// Every way to say which of a comparison's launches are whose is a pair of comparison and arrangement. All pairs of the build are put into one order, in a way
/// that does not depend on which arrangement was seen (<see cref="BuildOrder"/>), and a comparison is rejected if its own pair is among so many of the first that
/// the chances of each comparison's pairs add up to no more than the level. Where nothing changed, every arrangement is as likely, so no more
/// rejections are expected than that, whatever the noise and however benchmarks depend on each other. What was rejected leaves the order for the next step, as in
/// Holm's procedure (P. H. Westfall, S. S. Young, "Resampling-Based Multiple Testing", 1993; V. G. Tusher, R. Tibshirani, G. Chu, "Significance Analysis of
/// Microarrays", 2001, for one order of all). A comparison needs no more than 1 / level arrangements, not comparisons / level.
/// </para>
/// <para>
/// Very few launches may all have met a slow state that the other side did not, and then no arrangement of them says otherwise. There the
/// result makes a suspect, to be measured again in turn (<see cref="Decides"/>), and a <see cref="ModeratedT"/> has a part of the error.
/// </para>
/// </remarks>
public sealed class BuildTest
{
    private const int Least = 3;
    private const int LeastThatDecide = 7;
    private const int MostOfBoth = 128;
    private const double MostOfFew = 20_000;

    // The t-test sees the more, the less a slow state contaminates launches (docs/evaluation.md).
    private const double PartOfModerated = 0.2;
    private const double PartOfModeratedIfEven = 0.5;

    // Drawn arrangements are none the rarer for the one that was seen being much rarer than all of them; ranks by themselves may be, for a level that is far below.
    private const double PartOfRanks = 0.01;

    // One launch in so many is in the fast state on any machine that was recorded.
    private const int LowestShare = 4;

    // Of few launches the noise's shape cannot be told: of eight, both kinds of ranks count alike at least.
    private const double LaunchesThatTellNoShape = 4;

    // Slowdowns that the data could have shown are looked for up to e to the widest, as exactly as that to the finest.
    private const double WidestShift = 3.2;
    private const double FinestShift = 0.0015;
    private const double FirstStep = 0.05;
    private const int MostHalvings = 60;

    private readonly Sides[] _build;
    private readonly (double[] X, double[] Y)[] _logs;
    private readonly bool[] _decides;
    private readonly double[] _priors;
    private readonly double _degrees;
    private readonly bool _isEven;
    private readonly ArrangementCount _count;
    private readonly BuildOrder _order;
    private readonly ModeratedT _moderated;
    private readonly double[] _byRanks;
    private readonly double _partOfModerated;
    private readonly double _exact;
    private readonly int _comparisons;
    private readonly double _share;

    /// <summary>Tests whether x is larger than y.</summary>
    /// <param name="build">The comparisons, of sizes that <see cref="Suits"/>.</param>
    /// <param name="comparisons">How many comparisons share the build's error; these and others.</param>
    /// <param name="share">The share of the error that may be spent here, in (0, 1].</param>
    /// <param name="isEven">Whether no slow state contaminates launches (<see cref="LaunchSpread.IsEven"/>); null where these comparisons are all there is to tell it by.</param>
    /// <exception cref="ArgumentException">A value is not positive and finite.</exception>
    public BuildTest(IReadOnlyList<Sides> build, int comparisons, double share = 1, bool? isEven = null)
    {
        if (build.Any(c => c.X.Concat(c.Y).Any(value => !(value > 0 && double.IsFinite(value)))))
        {
            throw new ArgumentException("what is tested is positive and finite", nameof(build));
        }

        (_comparisons, _share) = (comparisons, share);
        _build = [.. build];
        _logs = [.. build.Select(c => (Logs(c.X), Logs(c.Y)))];
        _decides = [.. build.Select(c => Decides(c.X.Length, c.Y.Length))];
        _count = ArrangementCount.For(build.Count, comparisons, share);
        double[][] pooled = [.. _logs.Select(c => (double[])[.. c.X.Concat(c.Y).Order()])];
        _isEven = isEven ?? LaunchSpread.IsEven(pooled);
        _partOfModerated = _isEven ? PartOfModeratedIfEven : PartOfModerated;
        _exact = 1 - (_decides.Contains(false) ? _partOfModerated : 0) - (_decides.Contains(true) ? PartOfRanks : 0);
        (_priors, _degrees) = _isEven ? LaunchSpread.Even(pooled) : LaunchSpread.Contaminated(pooled);
        _order = new BuildOrder(
            InParallel.Select(_logs, (c, i) => TestOf(c.X, c.Y, i, _count.Drawn)), [.. _build.Select(RanksOf)]);
        _moderated = new ModeratedT(_logs);
        _byRanks = [.. _build.Select((c, i) => _decides[i] ? c.Design.For(c.X.Length, c.Y.Length).PValueGreater(c.X, c.Y) : 1)];
        Adjusted = Adjust();
    }

    /// <summary>The p-values, corrected for the build; in the order given, each in [0, 1].</summary>
    public IReadOnlyList<double> Adjusted { get; }

    /// <summary>Whether samples of these sizes can be tested so: not of many launches on one side and very few on the other, which say little but by their ranks.</summary>
    public static bool Suits(int x, int y) => Decides(x, y)
        ? x + y <= MostOfBoth
        : Math.Min(x, y) >= Least && Arrangements.Count(x, y) <= MostOfFew;

    /// <summary>Whether samples of these sizes are enough for a verdict; fewer make suspects.</summary>
    public static bool Decides(int x, int y) => Math.Min(x, y) >= LeastThatDecide;

    /// <summary>The p-value of one comparison by itself, in [0, 1].</summary>
    public double PValue(int comparison) => Math.Min(Math.Min(1, _byRanks[comparison] / PartOfRanks), Combine(comparison, _order.ShareOfSeen(comparison)));

    /// <summary>
    /// The logarithm of the most that all of x could be divided by, were the comparison still to be rejected: negative if x has to be larger than
    /// it is. Minus infinity if nothing would do.
    /// </summary>
    /// <param name="comparison">Which of the build.</param>
    /// <param name="alpha">The level for the build, in (0, 1).</param>
    public double MostShift(int comparison, double alpha)
    {
        var (x, y) = _logs[comparison];
        // With all of the error, as nobody asks what an early look could have shown.
        var drawn = _count.DrawnForShift(alpha);
        var expectedWith = _order.ExpectedWith(comparison, TestOf(x, y, comparison, drawn));
        // From where the lowest of both sides would be equal, in growing steps to where it changes, and then by halves.
        var (start, step) = (x.Min() - y.Min(), FirstStep);
        var (rejected, kept) = IsRejected(start) ? (start, double.NaN) : (double.NaN, start);
        for (; double.IsNaN(rejected) && step <= WidestShift; step *= 2)
        {
            (rejected, kept) = IsRejected(start - step) ? (start - step, kept) : (rejected, start - step);
        }

        for (; double.IsNaN(kept) && step <= WidestShift; step *= 2)
        {
            (rejected, kept) = IsRejected(start + step) ? (start + step, kept) : (rejected, start + step);
        }

        if (double.IsNaN(rejected))
        {
            return double.NegativeInfinity;
        }

        // What is rejected even at the widest is rejected somewhere between it and the next step, as far as anybody cares.
        kept = double.IsNaN(kept) ? start + step : kept;
        for (var halving = 0; halving < MostHalvings && kept - rejected > FinestShift; halving++)
        {
            var middle = (rejected + kept) / 2;
            (rejected, kept) = IsRejected(middle) ? (middle, kept) : (rejected, middle);
        }

        return rejected;

        bool IsRejected(double shift) => OfBuild(Combine(
            comparison, expectedWith(TestOf([.. x.Select(value => value - shift)], y, comparison, drawn)), -shift, _build.Length)) <= alpha;
    }

    private static double[] Logs(double[] values) => [.. values.Select(value => Math.Log(value))];

    // Even noise is seen in all launches, else in the lowest.
    private int LowestOf(int launches) => _isEven ? launches : Math.Max(Least, (launches + LowestShare - 1) / LowestShare);

    // What very few launches say of their own noise is little.
    private PermutationTest TestOf(double[] x, double[] y, int comparison, int drawn) => new(
        x, y, Arrangements.Of(x.Length, y.Length, _count.Listed, drawn), (LowestOf(x.Length), LowestOf(y.Length)),
        _priors[comparison], _decides[comparison] ? 0 : _degrees);

    private static RankMeasure? RanksOf(Sides sides)
    {
        var (x, y) = (sides.X.Length, sides.Y.Length);
        return Decides(x, y) ? new RankMeasure(sides.Design.LowestApart(x, y), TestDesign.AllApart(x, y), Math.Max(LaunchesThatTellNoShape / Math.Min(x, y), sides.Design.ShareOfAll)) : null;
    }

    private double[] Adjust()
    {
        int[] order = [.. Enumerable.Range(0, _build.Length).OrderBy(_order.Seen)];
        var exact = new double[_build.Length];
        var largest = 0.0;
        foreach (var (step, i) in order.Index())
        {
            var seen = _order.Seen(i);
            largest = Math.Max(largest, double.IsFinite(seen) ? order.Skip(step).Sum(other => _order.Share(other, seen)) : _build.Length);
            exact[i] = largest;
        }

        var moderated = Holm.Adjust([.. _build.Select((_, i) => _moderated.PValueGreater(i))]);
        var byRanks = Holm.Adjust(_byRanks);
        return [.. exact.Select((p, i) => OfBuild(Math.Min(p / _exact, _decides[i] ? byRanks[i] / PartOfRanks : moderated[i] / _partOfModerated) / _share))];
    }

    private double Combine(int comparison, double exact, double shift = 0, int times = 1) => Math.Min(
        exact / _exact, _decides[comparison] ? 1 : times * _moderated.PValueGreater(comparison, shift) / _partOfModerated);

    // These comparisons have as large a part of the error as they are a part of all.
    private double OfBuild(double pValue) => Math.Min(1, pValue * _comparisons / _build.Length);
}
