using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PerfGate.Explaining;

/// <summary>What the JIT wrote of one start: listings of some methods (<c>DOTNET_JitDisasm</c>), and the names of all that it compiled (<c>DOTNET_JitDisasmSummary</c>).</summary>
public sealed partial class JitOutput
{
    private const string Start = "; Assembly listing for method ";

    private readonly ImmutableHashSet<string> _compiled;

    private JitOutput(IEnumerable<MethodCode> listings, IEnumerable<string> compiled)
    {
        // What was made in the middle of a loop runs once; what is of the first tier is made anew.
        Last = listings.GroupBy(code => code.Method).ToImmutableDictionary(
            group => group.Key, group => group.LastOrDefault(code => !code.IsFirst && !code.Tier.Contains("OSR", StringComparison.Ordinal)) ?? group.Last());
        _compiled = [.. compiled];
    }

    /// <summary>What runs at last of each listed method, by the method.</summary>
    public ImmutableDictionary<string, MethodCode> Last { get; }

    /// <summary>Whether a listed method was made quickly, and not yet anew.</summary>
    public bool IsUnfinished => Last.Values.Any(code => code.IsFirst);

    /// <summary>Whether a method was compiled, and so was called at least once, or stands alone in some tier.</summary>
    /// <param name="method">The method, as the JIT writes it.</param>
    public bool HasCompiled(string method) => _compiled.Contains(WithoutResult(method));

    /// <summary>Reads what was written; what is cut off at the end is left out.</summary>
    public static JitOutput Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return new JitOutput(lines.Split(Start)[1..].Select(MethodCode.Read).OfType<MethodCode>(), Compiled().Matches(lines).Select(line => WithoutResult(line.Groups["method"].Value)));
    }

    private static string WithoutResult(string method) => method.IndexOf(')', StringComparison.Ordinal) is var end and > 0 ? method[..(end + 1)] : method;

    [GeneratedRegex(@"^\s*[0-9]+: JIT compiled (?<method>.+) \[[^\[\]]*\]$", RegexOptions.Multiline)]
    private static partial Regex Compiled();
}
