using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfGate.Explaining;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Json;

/// <summary>Why a benchmark is worse. Times are nanoseconds of an operation, sizes bytes.</summary>
internal sealed record ExplanationJson(
    string[] Lines, bool Slower, double TimeBefore, double TimeAfter, int SamplesBefore, int SamplesAfter,
    int? SamplesNeeded,
    MethodGrowthJson[] Methods, AllocationGrowthJson[] Allocations, CodeChangeJson[] Code, SourceChangeJson[] Commits, SettingChangeJson[] Settings,
    double PausedBefore, double PausedAfter, string[] Notes, MethodGrowthJson[]? Gone = null)
{
    public static ExplanationJson Of(Explanation e) => new(
        [.. ExplanationLines.Of(e)], e.IsSlower, e.TimeBefore, e.TimeAfter, e.SamplesBefore, e.SamplesAfter, e.SamplesNeeded,
        [.. e.Methods.Select(Of)],
        [.. e.Allocations.Select(a => new AllocationGrowthJson(a.Type, a.Method, a.Within, a.Before, a.After))],
        [.. e.Code.Select(c => new CodeChangeJson(c.Method, c.TierBefore, c.TierAfter, c.SizeBefore, c.SizeAfter, [.. c.NoLongerInlined], c.Difference))],
        [.. e.Commits.Select(c => new SourceChangeJson(c.Hash, c.Subject, [.. c.Files]))],
        [.. e.Settings.Select(s => new SettingChangeJson(s.Kind, s.Name, s.Before, s.After))],
        e.PausedShare.Before, e.PausedShare.After, [.. e.Notes], [.. e.Gone.Select(Of)]);

    /// <summary>What was written; the lines are made anew.</summary>
    /// <exception cref="FormatException">An element of a list is null.</exception>
    public Explanation ToExplanation() => new(
        TimeBefore, TimeAfter, SamplesBefore, SamplesAfter, SamplesNeeded, Slower,
        Each(Methods, m => m.ToGrowth()),
        Each(Allocations, a => new AllocationGrowth(a.Type, a.Method, a.Within, a.Before, a.After)))
    {
        Gone = Each(Gone ?? [], m => m.ToGrowth()),
        Code = Each(Code, c => new CodeChange(c.Method, c.TierBefore, c.TierAfter, c.SizeBefore, c.SizeAfter, Each(c.NoLongerInlined, name => name), c.Difference)),
        Commits = Each(Commits, c => new SourceChange(c.Hash.Length is 0 or >= 7 ? c.Hash : throw new FormatException($"'{c.Hash}' is no commit"), c.Subject, Each(c.Files, file => file))),
        Settings = Each(Settings, s => new SettingChange(s.Kind, s.Name, s.Before, s.After)),
        PausedShare = (PausedBefore, PausedAfter),
        Notes = Each(Notes, note => note),
    };

    private static MethodGrowthJson Of(MethodGrowth m) => new(m.Method, m.Before, m.After, m.Within, m.Source?.File, m.Source?.Line);

    // Null is no element of any list here, and the serializer does not see to that.
    private static ImmutableArray<TTo> Each<TFrom, TTo>(TFrom[] list, Func<TFrom, TTo> make)
        where TFrom : class => [.. list.Select(element => make((TFrom?)element ?? throw new FormatException("an element of a list is null")))];
}

internal sealed record MethodGrowthJson(
    string Method, double Before, double After,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Within = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Line = null)
{
    public MethodGrowth ToGrowth() => new(Method, Before, After, Within) { Source = File is null ? null : new SourceLine(File, Line ?? 1) };
}

internal sealed record AllocationGrowthJson(
    string Type, string Method, string? Within, double Before, double After);

internal sealed record CodeChangeJson(
    string Method, string? TierBefore, string? TierAfter, int SizeBefore, int SizeAfter, string[] NoLongerInlined, string Difference);

internal sealed record SourceChangeJson(string Hash, string Subject, string[] Files);

internal sealed record SettingChangeJson(string Kind, string Name, string? Before, string? After);
