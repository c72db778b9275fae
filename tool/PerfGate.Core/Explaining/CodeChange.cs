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
    /// <param name="before">What the JIT wrote of before.</param>
    /// <param name="after">What it wrote of now.</param>
    /// <param name="unifiedDiff">Makes a unified diff of two texts; empty if they are alike.</param>
    /// <returns>The methods whose code differs, in the order of their names.</returns>
    public static ImmutableArray<CodeChange> Between(JitOutput before, JitOutput after, Func<string, string, string> unifiedDiff) =>
    [
        .. before.Last.Keys.Concat(after.Last.Keys).Distinct().Order(StringComparer.Ordinal)
            .Select(method => Of(method, before.Last.GetValueOrDefault(method), after.Last.GetValueOrDefault(method), before, unifiedDiff))
            .Where(change => change.Difference.Length > 0),
    ];

    private static CodeChange Of(string method, MethodCode? before, MethodCode? after, JitOutput allBefore, Func<string, string, string> unifiedDiff) => new(
        method, before?.Tier, after?.Tier, before?.Size ?? 0, after?.Size ?? 0,
        // What ran before, and was not called from here, stood inside.
        before is { IsFirst: false } && after is { IsFirst: false } ? [.. after.Calls.Where(call => !before.Calls.Contains(call) && allBefore.HasCompiled(call))] : [],
        unifiedDiff(before?.Text ?? "", after?.Text ?? ""));
}
