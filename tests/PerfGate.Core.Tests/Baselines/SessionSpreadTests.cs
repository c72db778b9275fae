using System.Collections.Immutable;
using CsCheck;
using PerfGate.Baselines;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Baselines;

public class SessionSpreadTests
{
    private static readonly BenchmarkId A = Make.Id("A");
    private static readonly BenchmarkId B = Make.Id("B");
    private static readonly Gen<double[]> Levels = Gen.Double[90, 110].Array[1, 10];

    [Fact]
    public void Without_sessions_it_is_what_is_expected() => Assert.Equal(SessionSpread.Prior, Spread([]).For(A), 12);

    [Fact]
    public void Two_sessions_that_agree_are_too_few_to_expect_less() =>
        Assert.Equal(SessionSpread.Prior, Spread(Days(100, 100)).For(A), 12);

    [Fact]
    public void Two_sessions_that_differ_are_enough_to_expect_more() => Assert.InRange(Spread(Days(100, 150)).For(A), 0.1, 0.5);

    [Fact]
    public void Sessions_that_agree_make_it_less_but_never_nothing()
    {
        var three = Spread(Days(100, 100, 100)).For(A);
        var ten = Spread(Days([.. Enumerable.Repeat(100.0, 10)])).For(A);

        Assert.InRange(three, 0.01, 0.0199);
        Assert.InRange(ten, 0.005, three);
    }

    [Fact]
    public void Many_sessions_say_what_it_is()
    {
        var random = new Random(1);
        // The deviation of a uniform distribution is its width over the root of 12.
        var levels = Enumerable.Range(0, 300).Select(_ => 100 * Math.Exp(0.05 * Math.Sqrt(12) * (random.NextDouble() - 0.5)));

        Assert.InRange(Spread(Days([.. levels])).For(A), 0.045, 0.055);
    }

    [Fact]
    public void Sessions_of_different_commits_say_nothing_of_each_other() =>
        Assert.Equal(SessionSpread.Prior, Spread([Session(1, 100, "a"), Session(2, 150, "b"), Session(3, 200, "c")]).For(A), 12);

    [Fact]
    public void Sessions_with_uncommitted_changes_of_no_commit_or_of_another_suite_do_not_count()
    {
        var counted = Days(100, 101, 102);
        var other = Session(4, 200);
        SessionLevels[] uncounted =
        [
            other with { Provenance = other.Provenance with { Commit = new CommitInfo("abc", IsDirty: true) } },
            other with { Provenance = other.Provenance with { Commit = null } },
            other with { Provenance = other.Provenance with { MeasuredAt = null } },
            other with { Suite = "another" },
        ];

        Assert.Equal(Spread(counted).For(A), Spread([.. counted, .. uncounted]).For(A));
    }

    [Fact]
    public void Sessions_of_one_hour_are_one_session()
    {
        var sameHour = Days(100, 100, 100).Select((s, i) => s with { Provenance = s.Provenance with { MeasuredAt = Day(1).AddMinutes(20 * i) } });

        Assert.Equal((1, SessionSpread.Prior), (Spread(sameHour).Sessions, Math.Round(Spread(sameHour).For(A), 12)));
        Assert.Equal(3, Spread(Days(100, 100, 100)).Sessions);
    }

    [Fact]
    public void A_benchmark_that_was_not_there_is_expected_to_be_like_its_suite()
    {
        var spread = Spread(Days(100, 110, 90, 105));

        Assert.Equal(spread.Suite, spread.For(B));
        Assert.True(spread.Suite > SessionSpread.Prior);
    }

    [Fact]
    public void One_wild_benchmark_does_not_speak_for_its_suite()
    {
        BenchmarkId[] calm = [.. Enumerable.Range(0, 4).Select(i => Make.Id($"C{i}"))];
        var sessions = Days(100, 200, 50, 120).Select((s, i) => s with { Levels = s.Levels.AddRange(calm.Select(id => KeyValuePair.Create(id, 100.0 + (i % 2)))) });
        var spread = Spread(sessions);

        Assert.True(spread.For(A) > 0.2);
        Assert.All(calm, id => Assert.True(spread.For(id) < SessionSpread.Prior));
    }

    [Fact]
    public void It_is_positive_and_finite_and_the_order_of_sessions_and_the_unit_say_nothing() =>
        Gen.Select(Levels, Gen.Double[1e-3, 1e6]).Sample((levels, unit) =>
        {
            var spread = Spread(Days(levels)).For(A);

            return double.IsFinite(spread) && spread > 0
                && Near(spread, Spread(Days(levels).Reverse()).For(A))
                && Near(spread, Spread(Days([.. levels.Select(level => level * unit)])).For(A));
        });

    [Fact]
    public void Sessions_further_apart_never_make_it_less() => Levels.Sample(levels =>
        Spread(Days([.. levels.Select(level => 100 * Math.Pow(level / 100, 2))])).For(A) >= Spread(Days(levels)).For(A) - 1e-12);

    [Fact]
    public void A_baselines_sessions_count_by_their_fast_state()
    {
        var levels = SessionLevels.Of(Make.RunAt(1, Make.Time("A", 100, 101, 102, 300), Make.Allocated("A", 24)));

        Assert.Equal((A, 100.5), (Assert.Single(levels.Levels).Key, levels.Levels[A]));
        Assert.Equal("suite", levels.Suite);
    }

    private static SessionSpread Spread(IEnumerable<SessionLevels> sessions) => new("suite", sessions);

    private static SessionLevels[] Days(params double[] levels) => [.. levels.Select((level, day) => Session(day, level))];

    private static SessionLevels Session(int day, double level, string commit = "abc") => new(
        "suite", new RunProvenance(new CommitInfo(commit, false), Day(day), "1.0"),
        ImmutableDictionary<BenchmarkId, double>.Empty.Add(A, level));

    private static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-9;
}
