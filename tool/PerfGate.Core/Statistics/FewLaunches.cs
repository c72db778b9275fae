namespace PerfGate.Statistics;

/// <summary>
/// Tests a build's comparisons together where they have few launches: ranks can then hardly be rare enough for the promise that a whole build
/// makes, so how far apart launches lie counts too, and the comparisons share one null distribution.
/// </summary>
/// <remarks>
/// <para>
/// Every way to say which of a comparison's launches are whose is a pair of comparison and arrangement. All pairs of the build are put into one order, by a statistic
/// that does not depend on which arrangement was seen, and a comparison is rejected if its own pair is among so many of the first that
/// the chances of each comparison's pairs add up to no more than the level. Where nothing changed, every arrangement is as likely, so no more
/// rejections are expected than that, whatever the noise and however benchmarks depend on each other. What was rejected leaves the order for the next step, as in
/// Holm's procedure (P. H. Westfall, S. S. Young, "Resampling-Based Multiple Testing", 1993; V. G. Tusher, R. Tibshirani, G. Chu, "Significance Analysis of
/// Microarrays", 2001, for one order of all).
/// </para>
/// <para>
/// A comparison needs no more than 1 / level arrangements, not comparisons / level. Where it has those too, most of the error goes to each comparison by itself: to
/// its own order, and to normal scores of all ranks.
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
    private const double LevelOfBuild = 0.01;
    private const double PartOfOneOrder = 0.3;
    private const double PartOfModerated = 0.2;

    // Of what a comparison has by itself, where not all launches are in the statistic anyway.
    private const double PartOfAllRanks = 0.2;
    private const int Halvings = 12;

    // Slowdowns that the data could have shown are looked for up to e to this.
    private const double WidestShift = 3;

    private readonly (double[] X, double[] Y)[] _sides;
    private readonly double[] _spent;
    private readonly bool[] _isModerated;
    private readonly double[] _priors;
    private readonly double _degrees;
    private readonly bool _isEven;
    private readonly PermutationTest[] _tests;
    private readonly ModeratedT _moderated;
    private readonly double _oneOrder;
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
        var arrangements = build.Select(c => PermutationTest.Arrangements(c.X.Length, c.Y.Length)).ToArray();
        _isModerated = [.. build.Select(c => !Decides(c.X.Length, c.Y.Length))];
        _exact = _isModerated.Contains(true) ? 1 - PartOfModerated : 1;
        // One comparison's own order is that of all.
        _oneOrder = build.Count > 1 && comparisons / arrangements.Min() <= LevelOfBuild * (1 - PartOfOneOrder) ? PartOfOneOrder : 1;
        double[][] pooled = [.. _sides.Select(c => (double[])[.. c.X.Concat(c.Y).Order()])];
        _isEven = LaunchSpread.IsEven(pooled);
        (_priors, _degrees) = _isEven ? LaunchSpread.Even(pooled) : LaunchSpread.Contaminated(pooled);
        _tests = [.. _sides.AsParallel().AsOrdered().Select((c, i) => TestOf(c.X, c.Y, i))];
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
    public double PValue(int comparison) => Math.Min(1, Combine(
        comparison, Math.Min(Seen(comparison), ByItself(Seen(comparison), comparison, 0)), 0));

    /// <summary>
    /// The logarithm of the most that all of x could be divided by, were the comparison still to be rejected: negative if x has to be larger than
    /// it is. Minus infinity if nothing would do.
    /// </summary>
    /// <param name="comparison">Which of the build.</param>
    /// <param name="alpha">The level for the build.</param>
    public double MostShift(int comparison, double alpha)
    {
        var (x, y) = _sides[comparison];
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

        bool IsRejected(double shift)
        {
            var test = TestOf([.. x.Select(value => value - shift)], y, comparison);
            var ofItself = test.ShareOfSeen();
            var inOneOrder = ofItself + _tests.Where((_, other) => other != comparison).Sum(other => other.ShareFrom(test.Statistic));
            return OfBuild(Combine(comparison, Exact(inOneOrder, _tests.Length * ByItself(ofItself, comparison, shift)), -shift, _tests.Length)) <= alpha;
        }
    }

    private static double[] Logs(double[] values) => [.. values.Select(value => Math.Log(value))];

    // Even noise is seen in all launches, else in the lowest third.
    private int LowestOf(int launches) => _isEven ? launches : Math.Max(Least, (launches + 2) / 3);

    private PermutationTest TestOf(double[] x, double[] y, int comparison) =>
        new(x, y, (LowestOf(x.Length), LowestOf(y.Length)), _priors[comparison], _degrees);

    private double[] Adjust()
    {
        int[] order = [.. Enumerable.Range(0, _tests.Length).OrderByDescending(i => _tests[i].Statistic)];
        var inOneOrder = new double[_tests.Length];
        var largest = 0.0;
        foreach (var (step, i) in order.Index())
        {
            largest = Math.Max(largest, order.Skip(step).Sum(other => _tests[other].ShareFrom(_tests[i].Statistic) / _spent[other]));
            inOneOrder[i] = largest;
        }

        var own = Holm.Adjust([.. _tests.Select((_, i) => Math.Min(1, ByItself(Seen(i), i, 0) / _spent[i]))]);
        var moderated = Holm.Adjust([.. _tests.Select((_, i) => Math.Min(1, _moderated.PValueGreater(i) / _spent[i]))]);
        return
        [
            .. _tests.Select((_, i) => OfBuild(Math.Min(
                Exact(inOneOrder[i], own[i]) / _exact, _isModerated[i] ? moderated[i] / PartOfModerated : 1))),
        ];
    }

    private double Seen(int comparison) => _tests[comparison].ShareFrom(_tests[comparison].Statistic);

    private double ByItself(double byOrder, int comparison, double shift)
    {
        var (x, y) = _sides[comparison];
        return _isEven ? byOrder : Math.Min(
            byOrder / (1 - PartOfAllRanks),
            TestDesign.AllApart(x.Length, y.Length).PValueGreater([.. x.Select(value => value - shift)], y) / PartOfAllRanks);
    }

    private double Exact(double inOneOrder, double own) => Math.Min(inOneOrder / _oneOrder, _oneOrder < 1 ? own / (1 - _oneOrder) : 1);

    private double Combine(int comparison, double exact, double shift, int times = 1) => Math.Min(
        exact / _exact, _isModerated[comparison] ? times * _moderated.PValueGreater(comparison, shift) / PartOfModerated : 1);

    // These comparisons have as large a part of the error as they are a part of all.
    private double OfBuild(double pValue) => Math.Min(1, pValue * _comparisons / _tests.Length);
}
