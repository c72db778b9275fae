using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace PerfGate.Explaining;

/// <summary>The code that the JIT made of a method, as <c>DOTNET_JitDisasm</c> lists it.</summary>
/// <param name="Method">The method, as the JIT writes it: <c>Lib.Hot:SumEven(int[]):int</c>.</param>
/// <param name="Tier">The tier, as the JIT writes it: <c>Tier1</c>.</param>
/// <param name="Size">The size of the code in bytes.</param>
/// <param name="Text">The instructions, a line each.</param>
public sealed partial record MethodCode(string Method, string Tier, int Size, string Text)
{
    /// <summary>The methods that it calls, as the JIT writes them, each once.</summary>
    public ImmutableArray<string> Calls { get; } = [.. Call().Matches(Text).Select(call => call.Groups["method"].Value).Distinct()];

    /// <summary>Whether it was made quickly, to be made anew once the method is called often.</summary>
    public bool IsFirst => Tier.Contains("Tier0", StringComparison.Ordinal);

    /// <summary>Reads a listing; null if it is cut off.</summary>
    /// <param name="listing">The listing after <c>; Assembly listing for method</c>.</param>
    public static MethodCode? Read(string listing)
    {
        var lines = listing.Split('\n');
        return Head().Match(lines[0]) is { Success: true } head && Array.FindIndex(lines, line => Total().IsMatch(line)) is var end and > 0
            ? new MethodCode(
                head.Groups["method"].Value, head.Groups["tier"].Value, int.Parse(Total().Match(lines[end]).Groups["bytes"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
                string.Join('\n', lines[1..end].Where(line => !line.StartsWith(';') && line.Trim().Length > 0).Select(line => line.TrimEnd())))
            : null;
    }

    [GeneratedRegex(@"^(?<method>.+) \((?<tier>[^()]+)\)\s*$")]
    private static partial Regex Head();

    [GeneratedRegex("^; Total bytes of code:? (?<bytes>[0-9]{1,9})")]
    private static partial Regex Total();

    // A call in tail position is a jump.
    [GeneratedRegex(@"^\s+(?:call|tail\.jmp|jmp|rex\.jmp)\s+(?:qword ptr )?\[(?<method>[^\]\n]+:[^\n]+?)\](?:;.*)?$", RegexOptions.Multiline)]
    private static partial Regex Call();
}
