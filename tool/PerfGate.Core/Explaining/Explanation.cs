using System.Collections.Immutable;

namespace PerfGate.Explaining;

/// <summary>Why a benchmark is slower, or allocates more, as far as extra runs of both sides tell. It changes no verdict.</summary>
/// <param name="TimeBefore">The time of an operation before, in nanoseconds.</param>
/// <param name="TimeAfter">The time of an operation now.</param>
/// <param name="SamplesBefore">How many samples of the processor were taken of before.</param>
/// <param name="SamplesAfter">How many of now.</param>
/// <param name="SamplesNeeded">Where it is slower and no method is told: how many samples a side would tell; null where that is not the case, or unknown.</param>
/// <param name="IsSlower">Whether it is slower at all.</param>
/// <param name="Methods">The methods that grew, the largest growth first.</param>
/// <param name="Allocations">The types of which more is allocated, the largest growth first.</param>
public sealed record Explanation(
    double TimeBefore, double TimeAfter, int SamplesBefore, int SamplesAfter, int? SamplesNeeded, bool IsSlower, ImmutableArray<MethodGrowth> Methods, ImmutableArray<AllocationGrowth> Allocations)
{
    /// <summary>The methods that took a part of the time before, and are in no sample of now; the largest first.</summary>
    public ImmutableArray<MethodGrowth> Gone { get; init; } = [];

    /// <summary>Whose code the JIT makes otherwise, of the methods that grew and those that they stand in.</summary>
    public ImmutableArray<CodeChange> Code { get; init; } = [];

    /// <summary>The commits between both sides; those that touch what grew come first.</summary>
    public ImmutableArray<SourceChange> Commits { get; init; } = [];

    /// <summary>Packages, runtimes and settings that differ.</summary>
    public ImmutableArray<SettingChange> Settings { get; init; } = [];

    /// <summary>The share of the time for which garbage collections stopped the program, before and now.</summary>
    public (double Before, double After) PausedShare { get; init; }

    /// <summary>What could not be found out, and why.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What the profiles of both sides say.</summary>
    public static Explanation Of(ProfileDifference difference) => new(
        difference.TimeBefore, difference.TimeAfter, difference.SamplesBefore, difference.SamplesAfter, difference.SamplesNeeded, difference.IsSlower, difference.Methods, difference.Allocations)
    {
        Gone = difference.Gone,
    };
}
