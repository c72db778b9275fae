using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// What the log of a running suite tells beyond its JSON: how far it is, which exceptions were thrown, and what the
/// benchmarks' own process says of its garbage collector and vector instructions.
/// </summary>
internal sealed partial class SuiteOutput
{
    private const int TailLength = 25;
    private readonly Dictionary<string, string> _exceptions = new(StringComparer.Ordinal);
    private readonly Queue<string> _tail = new();
    private string _current = "";

    /// <summary>How many benchmarks BenchmarkDotNet said it found; they are added up where it is called several times.</summary>
    public int Announced { get; private set; }

    /// <summary>How many of them are done.</summary>
    public int Done { get; private set; }

    /// <summary>Whether it said that the assembly is not optimised.</summary>
    public bool IsNotOptimized { get; private set; }

    /// <summary>The garbage collector's mode, or an empty text.</summary>
    public string GcMode { get; private set; } = "";

    /// <summary>The vector instructions that the JIT uses, or an empty text.</summary>
    public string Intrinsics { get; private set; } = "";

    /// <summary>The last lines.</summary>
    public string Tail => string.Join('\n', _tail);

    /// <summary>What BenchmarkDotNet calls the benchmark that runs now (<c>Type.Method: Job(…)</c>), or an empty text between two of them.</summary>
    public string Running { get; private set; } = "";

    /// <summary>The exception thrown while the benchmark of that display name ran, or null.</summary>
    public string? ExceptionOf(string displayInfo) => _exceptions.GetValueOrDefault(displayInfo);

    /// <summary>Takes in a line; true if progress was made.</summary>
    public bool Read(string line)
    {
        if (line.Trim().Length > 0)
        {
            _tail.Enqueue(line);
            if (_tail.Count > TailLength)
            {
                _tail.Dequeue();
            }
        }

        IsNotOptimized |= line.Contains("is non-optimized", StringComparison.Ordinal);
        return line.StartsWith("// ", StringComparison.Ordinal) ? ReadComment(line) : ReadOther(line);
    }

    private bool ReadComment(string line)
    {
        if (FoundLine().Match(line) is { Success: true } found)
        {
            Announced += int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        }
        else if (line.StartsWith("// ** Remained ", StringComparison.Ordinal))
        {
            Done++;
            Running = "";
            return true;
        }
        else if (After(line, "// Benchmark: ") is { } benchmark)
        {
            _current = Running = benchmark;
        }

        GcMode = GcMode.Length > 0 ? GcMode : After(line, "// GC=")?.ToLowerInvariant() ?? "";
        Intrinsics = Intrinsics.Length > 0 ? Intrinsics : After(line, "// HardwareIntrinsics=") ?? "";
        return false;
    }

    private bool ReadOther(string line)
    {
        // The inner exception comes later and says more than the reflection's that wraps it.
        if (ExceptionLine().Match(line) is { Success: true } thrown)
        {
            _exceptions[_current] = thrown.Groups["text"].Value.Trim();
        }

        return false;
    }

    private static string? After(string line, string prefix) =>
        line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..].Trim() : null;

    [GeneratedRegex(@"^// \*+ Found (\d+) benchmark\(s\) in total")]
    private static partial Regex FoundLine();

    [GeneratedRegex(@"^\s*(?:Unhandled exception\. |---> )?(?<text>(?:\w+\.)+\w*(?:Exception|Error)(?:`\d)?: .*)$")]
    private static partial Regex ExceptionLine();
}
