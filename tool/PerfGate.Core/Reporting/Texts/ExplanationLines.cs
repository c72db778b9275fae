using PerfGate.Explaining;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;

namespace PerfGate.Reporting.Texts;

/// <summary>An explanation in sentences, what says most first.</summary>
public static class ExplanationLines
{
    /// <summary>How many lines a screen shows.</summary>
    public const int OnScreen = 5;

    /// <summary>What is explained in a result, in its order, each benchmark once.</summary>
    public static IEnumerable<(BenchmarkId Id, Explanation Explanation)> Of(GateResult result) => Headline.InOrder(result.Judgements)
        .Where(judgement => judgement.Explanation is not null).DistinctBy(judgement => judgement.Comparison.Id).Select(judgement => (judgement.Comparison.Id, judgement.Explanation!));

    /// <summary>All sentences; at least one.</summary>
    public static IReadOnlyList<string> Of(Explanation explanation)
    {
        var most = explanation.Methods.Take(1).Select(method => Of(method, explanation));
        var others = explanation.Methods.Skip(1).ToLookup(method => HasCause(method, explanation), method => Of(method, explanation));
        var allocations = explanation.Allocations.Select(Of).ToList();
        var gone = explanation.Gone.Select(OfGone).ToList();
        // Where none changes what grew, a single one is the cause all the same.
        var commits = explanation.Commits.Where(commit => commit.Files.Length > 0 || (explanation.IsSlower && explanation.Commits.Length == 1)).Select(Of).ToList();
        var settings = explanation.Settings.Select(Of).ToList();
        var code = explanation.Code.Where(change => change.NoLongerInlined.IsEmpty && IsOfGrown(change, explanation)).Select(Of).ToList();
        List<string> lines =
        [
            .. most, .. others[true], .. gone.Take(1), .. allocations.Take(1), .. commits.Take(1), .. settings.Take(1), .. others[false], .. gone.Skip(1), .. allocations.Skip(1), .. code, .. commits.Skip(1), .. settings.Skip(1),
        ];
        return
        [
            .. explanation.Methods.IsEmpty && NotTold(explanation) is { } notTold ? [notTold] : Array.Empty<string>(),
            .. lines.Count > 0 || NotTold(explanation) is not null ? lines : ["Neither its methods nor what it allocates have grown here."],
            .. explanation.Notes,
        ];
    }

    private static string? NotTold(Explanation explanation) => explanation switch
    {
        { IsSlower: false, Allocations.IsEmpty: true } => "It is not shown to be slower by these extra runs, so no method is named.",
        { IsSlower: true, Methods.IsEmpty: true } when Math.Min(explanation.SamplesBefore, explanation.SamplesAfter) is var samples => samples == 0
            ? "No method can be named: the benchmark was in none of the samples."
            : $"No method can be named: in {Format.Count(samples, "sample")} of each state none grew by more than chance{(explanation.SamplesNeeded is { } needed ? $"; about {needed} would tell" : "")}.",
        _ => null,
    };

    private static string Of(MethodGrowth method, Explanation explanation)
    {
        var time = Format.Change(method.Before, method.After, Metric.Time);
        var name = MethodText.Short(method.Method);
        var place = method.Source is { } source ? $" ({source})" : "";
        var inside = InsideOf(method, explanation);
        return CallerOf(method, explanation) is { } caller
            ? $"{name}{place} is no longer inlined into {MethodText.Short(MethodText.OfJit(caller.Method))}: it takes {time} of an operation."
            : inside is not null ? $"{name}{place} takes {time} of an operation: {Format.Some([.. inside.NoLongerInlined.Select(callee => MethodText.Short(MethodText.OfJit(callee)))])} {(inside.NoLongerInlined.Length == 1 ? "is" : "are")} no longer inlined into it."
            : $"{name}{place} takes {time} of an operation{(method.Within is { } within ? $", most of the difference in {MethodText.Short(within)}" : "")}.";
    }

    private static bool HasCause(MethodGrowth method, Explanation explanation) => InsideOf(method, explanation) is not null || CallerOf(method, explanation) is not null;

    // The code of a method into which others are no longer inlined.
    private static CodeChange? InsideOf(MethodGrowth method, Explanation explanation) =>
        explanation.Code.FirstOrDefault(change => !change.NoLongerInlined.IsEmpty && MethodText.AreSame(MethodText.OfJit(change.Method), method.Method));

    // The code of the caller into which a method is no longer inlined.
    private static CodeChange? CallerOf(MethodGrowth method, Explanation explanation) =>
        explanation.Code.FirstOrDefault(change => change.NoLongerInlined.Any(callee => MethodText.AreSame(MethodText.OfJit(callee), method.Method)));

    private static string Of(AllocationGrowth growth) =>
        $"{MethodText.Short(growth.Method)} allocates {Format.Change(Math.Round(growth.Before), Math.Round(growth.After), Metric.Allocated)} of {MethodText.ShortType(growth.Type)}{(growth.Within is { } within ? $", in {MethodText.Short(within)}" : "")}.";

    private static string Of(CodeChange change) =>
        $"The JIT's code of {MethodText.Short(MethodText.OfJit(change.Method))} has {change.SizeBefore} -> {change.SizeAfter} bytes{(change.TierBefore != change.TierAfter ? $" ({change.TierBefore ?? "none"} -> {change.TierAfter ?? "none"})" : "")}.";

    private static string OfGone(MethodGrowth method) => $"{MethodText.Short(method.Method)} took {Format.Value(method.Before, Metric.Time)} of an operation before, and is not seen any more.";

    private static string Of(SourceChange commit) => commit.Hash.Length == 0
        ? $"What is not committed changes {(commit.Files.IsEmpty ? "other files" : Format.Some(commit.Files))}."
        : commit.Files.IsEmpty ? $"The only commit in between is {commit.Hash[..7]}: {commit.Subject}"
        : $"Commit {commit.Hash[..7]} changes {Format.Some(commit.Files)}: {commit.Subject}";

    private static string Of(SettingChange setting) => $"The {setting.Kind} {setting.Name} changed: {setting.Before ?? "none"} -> {setting.After ?? "none"}.";

    private static bool IsOfGrown(CodeChange change, Explanation explanation) => explanation.Methods.Any(method => MethodText.AreSame(MethodText.OfJit(change.Method), method.Method));
}
