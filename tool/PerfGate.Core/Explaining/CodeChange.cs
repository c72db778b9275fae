using System.Collections.Immutable;

namespace PerfGate.Explaining;

/// <summary>What the JIT makes otherwise of a method than before.</summary>
/// <param name="Method">The method, as the JIT writes it.</param>
/// <param name="TierBefore">The tier before; null where it was not compiled then.</param>
/// <param name="TierAfter">The tier now; null where it is not compiled now.</param>
/// <param name="SizeBefore">The size of the code before, in bytes; 0 where there was none.</param>
/// <param name="SizeAfter">The size now.</param>
/// <param name="NoLongerInlined">The methods that stood inside of it before, and are called now.</param>
/// <param name="Difference">The instructions of both, as a unified diff.</param>
public sealed record CodeChange(
    string Method, string? TierBefore, string? TierAfter, int SizeBefore, int SizeAfter, ImmutableArray<string> NoLongerInlined, string Difference)
{
    /// <summary>Compares the code of both sides, method by method.</summary>
    /// <param name="before">All listings of before.</param>
    /// <param name="after">All listings of now.</param>
    /// <param name="unifiedDiff">Makes a unified diff of two texts; empty if they are alike.</param>
    /// <returns>The methods whose code differs, in the order of their names.</returns>
    public static ImmutableArray<CodeChange> Between(IReadOnlyCollection<MethodCode> before, IReadOnlyCollection<MethodCode> after, Func<string, string, string> unifiedDiff)
    {
        var (lastBefore, lastAfter) = (MethodCode.Last(before), MethodCode.Last(after));
        return
        [
            .. lastBefore.Keys.Concat(lastAfter.Keys).Distinct().Order(StringComparer.Ordinal)
                .Select(method => Of(method, lastBefore.GetValueOrDefault(method), lastAfter.GetValueOrDefault(method), before, unifiedDiff))
                .Where(change => change.Difference.Length > 0),
        ];
    }

    private static CodeChange Of(string method, MethodCode? before, MethodCode? after, IReadOnlyCollection<MethodCode> allBefore, Func<string, string, string> unifiedDiff) => new(
        method, before?.Tier, after?.Tier, before?.Size ?? 0, after?.Size ?? 0,
        before is { IsFirst: false } && after is { IsFirst: false } ? NoLonger(method, before, after, allBefore) : [],
        unifiedDiff(before?.Text ?? "", after?.Text ?? ""));

    // The first tier inlines nothing, so it shows what stands in the source.
    private static ImmutableArray<string> NoLonger(string method, MethodCode before, MethodCode after, IReadOnlyCollection<MethodCode> allBefore)
    {
        var inSource = allBefore.Where(code => code.IsFirst && code.Method == method).SelectMany(code => code.Calls).ToHashSet();
        return [.. after.Calls.Where(call => !before.Calls.Contains(call) && inSource.Contains(call))];
    }
}
