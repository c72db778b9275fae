namespace PerfGate.Statistics;

/// <summary>
/// Tests a build's comparisons together where they have few launches: ranks can then hardly be rare enough for the promise that a whole build
/// makes, so how far apart launches lie counts too, and the comparisons share one null distribution.
/// </summary>
/// <remarks>
/// <para>
/// Every way to say which of a comparison's launches are whose is a pair of comparison and arrangement. All pairs of the build are put into one order, in a way
/// that does not depend on which arrangement was seen, and a comparison is rejected if its own pair is among so many of the first that
/// the chances of each comparison's pairs add up to no more than the level. Where nothing changed, every arrangement is as likely, so no more
/// rejections are expected than that, whatever the noise and however benchmarks depend on each other. What was rejected leaves the order for the next step, as in
/// Holm's procedure (P. H. Westfall, S. S. Young, "Resampling-Based Multiple Testing", 1993; V. G. Tusher, R. Tibshirani, G. Chu, "Significance Analysis of
/// Microarrays", 2001, for one order of all).
/// </para>
/// <para>
/// A comparison needs no more than 1 / level arrangements, not comparisons / level. Where its launches decide (<see cref="Decides"/>), what is rare among its
/// own arrangements counts as well, by the same statistic and by normal scores of all ranks (<see cref="BuildOrder"/>).
/// </para>
/// <para>
/// Very few launches may all have met a slow state that the other side did not, and then no arrangement of them says otherwise. There the
/// result makes a suspect, to be measured again in turn (<see cref="Decides"/>), and a <see cref="ModeratedT"/> has a part of the error.
/// </para>
/// </remarks>
public sealed class FewLaunches
{
    private const double Most = 20_000;
    private const int Least = 3;
    private const int LeastThatDecide = 7;
    private const double PartOfModerated = 0.2;
    private const int Halvings = 12;

    // Slowdowns that the data could have shown are looked for up to e to this.
    private const double WidestShift = 3;

    private readonly (double[] X, double[] Y)[] _sides;
    private readonly double[] _spent;
    private readonly bool[] _isModerated;
    private readonly double[] _priors;
    private readonly double _degrees;
    private readonly bool _isEven;
    private readonly BuildOrder _order;
    private readonly ModeratedT _moderated;
    private readonly double _exact;
    private readonly int _comparisons;

    /// <summary>Tests whether x is larger than y.</summary>
    /// <param name="build">
    /// Of each comparison both sides (one positive number a launch; x divided by 1 + minimum effect), of sizes that <see cref="Suits"/>, and the share of
    /// the error that it may spend by now, in (0, 1].
    /// </param>
    /// <param name="comparisons">How many comparisons share the build's error; these and others.</param>
    public FewLaunches(IReadOnlyList<(double[] X, double[] Y, double Share)> build, int comparisons)
    {
        _comparisons = comparisons;
        _sides = [.. build.Select(c => (Logs(c.X), Logs(c.Y)))];
        _spent = [.. build.Select(c => c.Share)];
        _isModerated = [.. build.Select(c => !Decides(c.X.Length, c.Y.Length))];
        _exact = _isModerated.Contains(true) ? 1 - PartOfModerated : 1;
        double[][] pooled = [.. _sides.Select(c => (double[])[.. c.X.Concat(c.Y).Order()])];
        _isEven = LaunchSpread.IsEven(pooled);
        (_priors, _degrees) = _isEven ? LaunchSpread.Even(pooled) : LaunchSpread.Contaminated(pooled);
        _order = new BuildOrder(
            [.. _sides.AsParallel().AsOrdered().Select((c, i) => TestOf(c.X, c.Y, i))], [.. _isModerated.Select(isModerated => !isModerated)]);
        _moderated = new ModeratedT(_sides);
        Adjusted = Adjust();
    }

    /// <summary>The p-values, corrected for the build; in the order given, each in [0, 1].</summary>
    public IReadOnlyList<double> Adjusted { get; }

    /// <summary>Whether samples of these sizes are few, but not too few.</summary>
    public static bool Suits(int x, int y) => Math.Min(x, y) >= Least && PermutationTest.Arrangements(x, y) <= Most;

    /// <summary>Whether samples of these sizes are enough for a verdict; fewer make suspects.</summary>
    public static bool Decides(int x, int y) => Math.Min(x, y) >= LeastThatDecide;

    /// <summary>The p-value of one comparison by itself, in [0, 1].</summary>
    public double PValue(int comparison) => Math.Min(1, Combine(comparison, _order.ShareOfSeen(comparison)));

    /// <summary>
    /// The logarithm of the most that all of x could be divided by, were the comparison still to be rejected: negative if x has to be larger than
    /// it is. Minus infinity if nothing would do.
    /// </summary>
    /// <param name="comparison">Which of the build.</param>
    /// <param name="alpha">The level for the build.</param>
    public double MostShift(int comparison, double alpha)
    {
        var (x, y) = _sides[comparison];
        var expectedWith = _order.ExpectedWith(comparison);
        var seen = x.Min() - y.Min();
        var (rejected, kept) = (seen - WidestShift, seen + WidestShift);
        if (!IsRejected(rejected))
        {
            return double.NegativeInfinity;
        }

        for (var i = 0; i < Halvings; i++)
        {
            var middle = (rejected + kept) / 2;
            (rejected, kept) = IsRejected(middle) ? (middle, kept) : (rejected, middle);
        }

        return rejected;

        bool IsRejected(double shift) => OfBuild(Combine(
            comparison, expectedWith(TestOf([.. x.Select(value => value - shift)], y, comparison)), -shift, _sides.Length)) <= alpha;
    }

    private static double[] Logs(double[] values) => [.. values.Select(value => Math.Log(value))];

    // Even noise is seen in all launches, else in the lowest third.
    private int LowestOf(int launches) => _isEven ? launches : Math.Max(Least, (launches + 2) / 3);

    private PermutationTest TestOf(double[] x, double[] y, int comparison) =>
        new(x, y, (LowestOf(x.Length), LowestOf(y.Length)), _priors[comparison], _degrees);

    private double[] Adjust()
    {
        int[] order = [.. Enumerable.Range(0, _sides.Length).OrderBy(_order.Seen)];
        var exact = new double[_sides.Length];
        var largest = 0.0;
        foreach (var (step, i) in order.Index())
        {
            var seen = _order.Seen(i);
            largest = Math.Max(largest, double.IsFinite(seen) ? order.Skip(step).Sum(other => _order.Share(other, seen) / _spent[other]) : _sides.Length);
            exact[i] = largest;
        }

        var moderated = Holm.Adjust([.. _spent.Select((spent, i) => Math.Min(1, _moderated.PValueGreater(i) / spent))]);
        return [.. exact.Select((p, i) => OfBuild(Math.Min(p / _exact, _isModerated[i] ? moderated[i] / PartOfModerated : 1)))];
    }

    private double Combine(int comparison, double exact, double shift = 0, int times = 1) => Math.Min(
        exact / _exact, _isModerated[comparison] ? times * _moderated.PValueGreater(comparison, shift) / PartOfModerated : 1);

    // These comparisons have as large a part of the error as they are a part of all.
    private double OfBuild(double pValue) => Math.Min(1, pValue * _comparisons / _sides.Length);
}
