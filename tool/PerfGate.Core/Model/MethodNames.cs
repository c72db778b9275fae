using System.Text.RegularExpressions;

namespace PerfGate.Model;

/// <summary>
/// BenchmarkDotNet spells a method otherwise in its list than in its reports where a type is nested (<c>Outer.Inner</c>, <c>Outer+Inner</c>) or where a
/// type argument is an array or generic itself (<c>System.Int32[]</c>, <c>Int32[]</c>).
/// </summary>
public static partial class MethodNames
{
    /// <summary>Those listed that were not measured, as the list spells them.</summary>
    public static IReadOnlyList<string> Unmeasured(IEnumerable<string> listed, IEnumerable<string> measured)
    {
        var known = measured.Select(Plain).ToHashSet();
        return [.. listed.Where(method => !known.Contains(Plain(method)))];
    }

    /// <summary>A spelling that both have in common.</summary>
    public static string Plain(string method) => NamespaceOfArgument().Replace(method, "").Replace('+', '.');

    [GeneratedRegex(@"(?<=[<,]\s*)(?:[\w+]+\.)+")]
    private static partial Regex NamespaceOfArgument();
}
