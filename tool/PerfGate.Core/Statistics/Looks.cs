using System.Collections.Immutable;

namespace PerfGate.Statistics;

/// <summary>
/// When to look at what is measured so far, and how much of the error each look may spend: declared before the first launch.
/// A benchmark that is decided at a look is not measured further, so each is called worse at one look at most, and
/// the shares add up to the whole (alpha spending; K. K. G. Lan, D. L. DeMets, "Discrete Sequential Boundaries for Clinical Trials", 1983).
/// </summary>
public sealed record Looks
{
    private const double ShareOfEarlyLook = 0.05;
    private static readonly ImmutableArray<int> All = [5, 8, 12, 18, 27, 40, 60, 90, 135];

    private Looks(ImmutableArray<int> launches, int? planned = null) => (Launches, Planned) = (launches, planned);

    /// <summary>One look, after everything.</summary>
    public static Looks OnlyAtTheEnd { get; } = new([]);

    /// <summary>After how many launches to look early, rising.</summary>
    public ImmutableArray<int> Launches { get; }

    /// <summary>How many launches the plan has at most; null where nothing is decided before its end.</summary>
    public int? Planned { get; }

    /// <summary>The looks of a plan: closer together at its start, where most is decided.</summary>
    /// <param name="launches">How many launches the plan has at most.</param>
    public static Looks Before(int launches) => new([.. All.Where(look => look < launches)], launches);

    /// <summary>Two looks at most, for launches that are dear to start.</summary>
    /// <param name="launches">How many launches the plan has at most.</param>
    public static Looks FewBefore(int launches) => new(
        [.. new[] { launches / 4, launches / 2 }.Select(share => All.FirstOrDefault(look => look >= share, int.MaxValue)).Where(look => look < launches).Distinct()],
        launches);

    /// <summary>Where a benchmark stands that was measured that often.</summary>
    public Stage StageAt(int launches) => new(this, Launches.Count(look => look < launches), Launches.Contains(launches));

    /// <summary>The share of the error that a benchmark may spend which was measured that often, in (0, 1].</summary>
    public double ShareAt(int launches) => StageAt(launches).Share;

    /// <summary>At a look of a plan, or after its last one.</summary>
    /// <param name="Looks">The plan's looks.</param>
    /// <param name="Passed">How many of them are over.</param>
    /// <param name="IsLook">Whether this is the next one; else nothing was looked at since.</param>
    public readonly record struct Stage(Looks Looks, int Passed, bool IsLook)
    {
        /// <summary>The share of the error that may be spent at this stage, in (0, 1].</summary>
        public double Share => IsLook ? ShareOfEarlyLook : 1 - (ShareOfEarlyLook * Passed);

        /// <summary>How many launches a benchmark had at this look; null after the last one, where each has all of its own.</summary>
        public int? Launches => IsLook ? Looks.Launches[Passed] : null;

        /// <summary>Whether a benchmark was measured to this stage at least, if it stands at another.</summary>
        public bool IsReachedFrom(Stage other) => other == this || (IsLook && other.Looks == Looks && other.Passed > Passed);
    }
}
