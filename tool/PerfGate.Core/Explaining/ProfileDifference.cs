using System.Collections.Immutable;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Explaining;

/// <summary>What several starts of both sides show to have grown of one benchmark: methods by time, types by bytes.</summary>
public sealed record ProfileDifference
{
    // Of what an operation takes more now, a part that is worth a line.
    private const double LeastShare = 0.1;

    // That much of a method's own growth has to be in what it calls, to name that, too.
    private const double MostlyWithin = 0.5;

    // Rounding and the diagnoser's own bytes are no growth.
    private const double LeastBytes = 8;

    // One of a hundred explanations of two equal states may take one for slower, and it is asked for twice.
    private const double Alpha = 0.01 / 2;

    private ProfileDifference(
        ImmutableArray<MethodGrowth> methods, ImmutableArray<AllocationGrowth> allocations, double before, double after, int samplesBefore, int samplesAfter, int? samplesNeeded, bool isSlower)
    {
        (Methods, Allocations, TimeBefore, TimeAfter) = (methods, allocations, before, after);
        (SamplesBefore, SamplesAfter, SamplesNeeded, IsSlower) = (samplesBefore, samplesAfter, samplesNeeded, isSlower);
    }

    /// <summary>The methods that grew, the largest growth first.</summary>
    public ImmutableArray<MethodGrowth> Methods { get; }

    /// <summary>Where it is slower: the methods that took a tenth of an operation or more before, and are in no sample of now; the largest first. What grew may have come in their place.</summary>
    public ImmutableArray<MethodGrowth> Gone { get; private init; } = [];

    /// <summary>The types of which more is allocated, the largest growth first.</summary>
    public ImmutableArray<AllocationGrowth> Allocations { get; }

    /// <summary>The time of an operation before, in nanoseconds.</summary>
    public double TimeBefore { get; }

    /// <summary>The time of an operation now, in nanoseconds.</summary>
    public double TimeAfter { get; }

    /// <summary>How many samples there are of before.</summary>
    public int SamplesBefore { get; }

    /// <summary>How many samples there are of now.</summary>
    public int SamplesAfter { get; }

    /// <summary>Where it is slower and no method is told: how many samples a side would tell, as far as these can say; else null.</summary>
    public int? SamplesNeeded { get; }

    /// <summary>Whether it is slower at all: it was judged so, or these starts show it.</summary>
    public bool IsSlower { get; }

    /// <summary>Compares the starts of both sides.</summary>
    /// <param name="before">The starts of before, at least one.</param>
    /// <param name="after">The starts of now, at least one.</param>
    /// <param name="judged">What an operation takes on both sides, in nanoseconds, where it was judged to be slower; null to go by these starts alone.</param>
    /// <param name="minimumEffect">The least slowdown that matters, as a share above 0.</param>
    public static ProfileDifference Of(IReadOnlyList<Profile> before, IReadOnlyList<Profile> after, (double Before, double After)? judged, double minimumEffect)
    {
        var (timeBefore, timeAfter) = judged ?? (before.Min(start => start.TimePerOperation), after.Min(start => start.TimePerOperation));
        var isSlower = judged is not null || (timeAfter >= timeBefore * (1 + minimumEffect) && IsApart([.. before.Select(start => start.TimePerOperation)], [.. after.Select(start => start.TimePerOperation)]));
        var (samplesBefore, samplesAfter) = (before.Sum(start => start.Samples), after.Sum(start => start.Samples));
        var grown = isSlower && samplesBefore > 0 && samplesAfter > 0 ? GrownOf(before, after, timeBefore, timeAfter) : [];
        // What grew by less than the whole may matter only if the whole does.
        var least = Math.Max(LeastShare * (timeAfter - timeBefore), minimumEffect / 2 * timeBefore);
        var shown = grown.Where(g => g.Growth.IsShown(least)).OrderByDescending(g => g.Growth.Difference).Select(g => g.Method).ToImmutableArray();
        return new ProfileDifference(
            shown, AllocationsOf(before, after), timeBefore, timeAfter, samplesBefore, samplesAfter, shown.IsEmpty && isSlower ? Needed(grown, Math.Min(samplesBefore, samplesAfter)) : null, isSlower)
        {
            Gone = isSlower && samplesAfter > 0 ? GoneOf(before, after, timeBefore, timeAfter) : [],
        };
    }

    /// <summary>Whether starts show by their order alone that now is slower: wrongly in half a percent of all pairs of equal states.</summary>
    /// <param name="before">The times of before, at least one.</param>
    /// <param name="after">The times of now, at least one.</param>
    public static bool IsApart(IReadOnlyList<double> before, IReadOnlyList<double> after) =>
        new IndependentRankTest(after.Count, before.Count, RankScores.Normal(before.Count + after.Count)).PValueGreater([.. after], [.. before]) <= Alpha;

    private static List<(MethodGrowth Method, Growth Growth)> GrownOf(IReadOnlyList<Profile> before, IReadOnlyList<Profile> after, double timeBefore, double timeAfter)
    {
        // Forms of one method, such as those of other type arguments, are one.
        var owners = before.Concat(after).SelectMany(start => start.Stacks).Select(stack => Key(stack.Owner.Method)).Distinct();
        return
        [
            .. owners.Select(owner =>
            {
                Growth GrowthOf(Func<StackCount, bool> isPart) => Growth.Of(
                    [.. before.Select(start => PartOf(start, isPart, timeBefore))], [.. after.Select(start => PartOf(start, isPart, timeAfter))]);
                var growth = GrowthOf(stack => Key(stack.Owner.Method) == owner);
                var leaves = after.SelectMany(start => start.Stacks).Where(stack => Key(stack.Owner.Method) == owner && Key(stack.Leaf.Method) != owner).Select(stack => stack.Leaf.Method).Distinct();
                var within = leaves.Select(leaf => (Leaf: leaf, GrowthOf(stack => Key(stack.Owner.Method) == owner && stack.Leaf.Method == leaf).Difference))
                    .OrderByDescending(leaf => leaf.Difference).FirstOrDefault();
                var name = after.Concat(before).SelectMany(start => start.Stacks).Select(stack => stack.Owner.Method).First(method => Key(method) == owner);
                return (new MethodGrowth(name, growth.Before, growth.After, within.Difference >= MostlyWithin * growth.Difference ? within.Leaf : null), growth);
            }),
        ];
    }

    // What every start of before has, and no start of now.
    private static ImmutableArray<MethodGrowth> GoneOf(IReadOnlyList<Profile> before, IReadOnlyList<Profile> after, double timeBefore, double timeAfter)
    {
        // In frames, not as owners alone: what is called by something new is not gone.
        var left = after.SelectMany(start => start.Stacks).SelectMany(stack => stack.Frames).Select(frame => Key(frame.Method)).ToHashSet();
        return
        [
            .. before.SelectMany(start => start.Stacks).Select(stack => stack.Owner.Method).DistinctBy(Key).Where(owner => !left.Contains(Key(owner)))
                .Select(owner => (Owner: owner, Shrink: Growth.Of([.. after.Select(start => PartOf(start, _ => false, timeAfter))], [.. before.Select(start => PartOf(start, stack => Key(stack.Owner.Method) == Key(owner), timeBefore))])))
                .Where(gone => gone.Shrink.IsShown(LeastShare * timeBefore)).OrderByDescending(gone => gone.Shrink.Difference)
                .Select(gone => new MethodGrowth(gone.Owner, gone.Shrink.After, 0, null)),
        ];
    }

    private static Growth.Part PartOf(Profile start, Func<StackCount, bool> isPart, double whole)
    {
        var count = start.Stacks.Where(isPart).Sum(stack => stack.Count);
        return new Growth.Part(count, start.Samples, start.Samples == 0 ? 0 : count / (double)start.Samples, whole);
    }

    private static ImmutableArray<AllocationGrowth> AllocationsOf(IReadOnlyList<Profile> before, IReadOnlyList<Profile> after)
    {
        if (before.Any(start => start.BytesPerOperation is null) || after.Any(start => start.BytesPerOperation is null))
        {
            return [];
        }

        var whole = after.Min(start => start.BytesPerOperation!.Value) - before.Max(start => start.BytesPerOperation!.Value);
        // A side that allocates too little for a single sample has no shares, but nothing of it either.
        return whole < LeastBytes || after.Sum(start => start.AllocationSamples) == 0 ? [] :
        [
            .. after.SelectMany(start => start.Allocations).Select(PlaceOf).Distinct()
                .Select(place => (Place: place, Growth: Growth.Of([.. before.Select(start => PartOf(start, place))], [.. after.Select(start => PartOf(start, place))])))
                .Where(grown => grown.Growth.IsShown(LeastShare * whole)).OrderByDescending(grown => grown.Growth.Difference)
                .Select(grown => new AllocationGrowth(grown.Place.Type, grown.Place.Owner, grown.Place.Within, grown.Growth.Before, grown.Growth.After)),
        ];
    }

    private static Growth.Part PartOf(Profile start, (string Type, string Owner, string? Within) place)
    {
        var part = start.Allocations.Where(allocation => PlaceOf(allocation) == place).ToList();
        var all = start.Allocations.Sum(allocation => allocation.Bytes);
        return new Growth.Part(part.Sum(a => a.Count), start.AllocationSamples, all == 0 ? 0 : part.Sum(a => a.Bytes) / (double)all, start.BytesPerOperation!.Value);
    }

    // What the source calls to allocate it, and not the helpers of that.
    private static (string Type, string Owner, string? Within) PlaceOf(AllocationCount allocation)
    {
        var owner = allocation.Owner;
        var at = allocation.Frames.IndexOf(owner);
        return (allocation.Type, Key(owner.Method), at > 0 ? allocation.Frames[at - 1].Method : null);
    }

    private static int? Needed(List<(MethodGrowth Method, Growth Growth)> grown, int samples) =>
        grown.Select(g => g.Growth).Where(growth => growth.Difference > 0).Select(growth => growth.MoreSamples * samples).Where(double.IsFinite).DefaultIfEmpty(0).Min() is > 0 and < int.MaxValue and var needed
            ? (int)Math.Ceiling(needed)
            : null;

    private static string Key(string method) => MethodText.Split(method) is var (type, name) ? $"{type}.{name}" : method;
}
