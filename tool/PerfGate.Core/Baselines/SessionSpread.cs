using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Baselines;

/// <summary>
/// How far the sessions of one suite and environment lie apart though the code is the same: the standard deviation, on the log
/// scale, of a benchmark's fast state from session to session. Two sessions differ by the square root of two times that.
/// </summary>
/// <remarks>
/// <para>Only sessions of one commit, without uncommitted changes, say something about it: between commits the code may have
/// changed. What they say is weighed against an expectation, as a sample of so many degrees of freedom would be: a suite's
/// against <see cref="Prior"/>, a benchmark's against its suite's. This is the estimate of a variance with an inverse
/// chi-squared prior (A. Gelman et al., "Bayesian Data Analysis", 3rd edition, 2013, section 2.6).</para>
/// <para>Of a suite's benchmarks the median one stands for the suite, and all of them together weigh no more than one:
/// they shared the machine. Levels hold a little of the launches' own scatter, so the estimate errs on the wide side.</para>
/// </remarks>
public sealed class SessionSpread
{
    /// <summary>
    /// What is expected where nothing is known. The same code, recorded on three occasions on one small virtual machine
    /// (tests/data/noise), differs from occasion to occasion by 0.4 % to 5 %, by its kind; the middle is near 2 %.
    /// </summary>
    public const double Prior = 0.02;

    /// <summary>How much the expectation weighs, in degrees of freedom: as much as five sessions.</summary>
    public const int PriorWeight = 4;

    /// <summary>How many sessions of one commit it takes to find less than expected; fewer can only find more.</summary>
    public const int Enough = 3;

    /// <summary>Sessions that began within this time are one: the same day's machine, measured twice.</summary>
    public static readonly TimeSpan OneSession = TimeSpan.FromHours(1);

    private readonly ImmutableDictionary<BenchmarkId, double> _byBenchmark;

    /// <summary>Estimates the spread.</summary>
    /// <param name="suite">Which suite.</param>
    /// <param name="sessions">Sessions of one environment, in any order: calibrations and baselines alike.</param>
    public SessionSpread(string suite, IEnumerable<SessionLevels> sessions)
    {
        var groups = sessions.Where(s => s.Suite == suite && s.Provenance is { Commit.IsDirty: false, MeasuredAt: not null })
            .GroupBy(s => s.Provenance.Commit!.Hash)
            .Select(OncePerHour)
            .ToList();
        Sessions = groups.Select(group => group.Count).DefaultIfEmpty().Max();
        var scatters = groups.SelectMany(group => group.SelectMany(levels => levels.Keys)).Distinct()
            .ToDictionary(id => id, id => Scatter.Of(groups.Select(group => group.Where(levels => levels.ContainsKey(id)).Select(levels => Math.Log(levels[id])))));
        var seen = scatters.Values.Where(scatter => scatter.Freedom > 0).ToList();
        var suiteVariance = new Scatter(
            seen.Count == 0 ? 0 : Median(seen.Select(scatter => scatter.Variance / MedianOfChiSquared(scatter.Freedom))),
            seen.Select(scatter => scatter.Freedom).DefaultIfEmpty().Max()).Against(Prior * Prior);
        Suite = Math.Sqrt(suiteVariance);
        _byBenchmark = scatters.ToImmutableDictionary(pair => pair.Key, pair => Math.Sqrt(pair.Value.Against(suiteVariance)));
    }

    /// <summary>The spread of a benchmark that nothing is known of; positive.</summary>
    public double Suite { get; }

    /// <summary>The most sessions that any one commit has; below <see cref="Enough"/> the estimate is the expectation, or more.</summary>
    public int Sessions { get; }

    /// <summary>The spread of a benchmark: a positive standard deviation on the log scale (0.02 is about 2 %).</summary>
    public double For(BenchmarkId id) => _byBenchmark.GetValueOrDefault(id, Suite);

    private static List<ImmutableDictionary<BenchmarkId, double>> OncePerHour(IEnumerable<SessionLevels> sessions)
    {
        var hours = new List<List<SessionLevels>>();
        foreach (var session in sessions.OrderBy(s => s.Provenance.MeasuredAt))
        {
            if (hours.Count > 0 && session.Provenance.MeasuredAt - hours[^1][0].Provenance.MeasuredAt < OneSession)
            {
                hours[^1].Add(session);
            }
            else
            {
                hours.Add([session]);
            }
        }

        return [.. hours.Select(hour => hour.SelectMany(session => session.Levels).GroupBy(level => level.Key)
            .ToImmutableDictionary(level => level.Key, level => Math.Exp(level.Average(l => Math.Log(l.Value)))))];
    }

    // Wilson's and Hilferty's approximation, as a share of the mean.
    private static double MedianOfChiSquared(int freedom) => Math.Pow(1 - (2.0 / (9 * freedom)), 3);

    private static double Median(IEnumerable<double> values) => Statistics.LaunchSummary.Median([.. values]);

    private sealed record Scatter(double Variance, int Freedom)
    {
        public static Scatter Of(IEnumerable<IEnumerable<double>> groups)
        {
            var (squares, freedom) = (0.0, 0);
            foreach (var values in groups.Select(group => group.ToList()).Where(values => values.Count > 1))
            {
                var mean = values.Average();
                squares += values.Sum(value => (value - mean) * (value - mean));
                freedom += values.Count - 1;
            }

            return new Scatter(freedom == 0 ? 0 : squares / freedom, freedom);
        }

        public double Against(double expected)
        {
            var weighed = ((PriorWeight * expected) + (Freedom * Variance)) / (PriorWeight + Freedom);
            return Freedom + 1 < Enough ? Math.Max(expected, weighed) : weighed;
        }
    }
}
