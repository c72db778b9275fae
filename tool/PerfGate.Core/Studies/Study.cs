using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Studies;

/// <summary>What a study compares: the arms of the operations of a suite, measured in one run.</summary>
/// <param name="Title">The title of its page.</param>
/// <param name="Base">The arm that all others are compared with; one of <paramref name="Arms"/>.</param>
/// <param name="Arms">All arms, in the order in which they are shown; their suffixes are distinct.</param>
/// <param name="Pairs">Further pairs to compare.</param>
/// <param name="MinimumEffect">The least difference that matters, as a share: 0.05 is 5 %. Not negative.</param>
public sealed record Study(
    string Title, StudyArm Base, ImmutableArray<StudyArm> Arms, ImmutableArray<StudyPair> Pairs, double MinimumEffect)
{
    /// <summary>All that is compared: each arm with the base, then the further pairs.</summary>
    public IEnumerable<StudyPair> Comparisons =>
        Arms.Where(arm => arm != Base).Select(arm => new StudyPair(arm, Base)).Concat(Pairs).Distinct();

    /// <summary>
    /// The arm and the operation of a benchmark; null if it belongs to no arm. Where several suffixes fit, the longest one is meant:
    /// <c>AddLazyAsync</c> is an <c>Add</c> of <c>LazyAsync</c>, not an <c>AddLazy</c> of <c>Async</c>. A method that is called as the
    /// suffix alone has the empty operation.
    /// </summary>
    public (StudyArm Arm, string Operation)? Split(BenchmarkId id) => Arms
        .Where(arm => id.Method.EndsWith(arm.Suffix, StringComparison.Ordinal))
        .MaxBy(arm => arm.Suffix.Length) is { } arm ? (arm, id.Method[..^arm.Suffix.Length]) : null;

    /// <summary>What a speed-up says.</summary>
    /// <param name="speedup">A confidence interval of the time of the other divided by the time of the arm.</param>
    public StudyVerdict Judge(Statistics.Interval speedup)
    {
        var (least, most) = (1 / (1 + MinimumEffect), 1 + MinimumEffect);
        return speedup.Lower > most ? StudyVerdict.Faster
            : speedup.Upper < least ? StudyVerdict.Slower
            : speedup.Lower >= least && speedup.Upper <= most ? StudyVerdict.Same
            : StudyVerdict.Undecided;
    }
}
