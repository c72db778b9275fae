using System.Reflection;
using System.Text.Json;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// The list of benchmarks as JSON, among which no line of a suite's Main can be mistaken for a benchmark. BenchmarkDotNet has it from 0.16 on, which
/// was not out when this was written: read by its source, and not yet run.
/// </summary>
internal static class ListJson
{
    private static readonly Version First = new(0, 16);

    /// <summary>Whether the BenchmarkDotNet beside a suite's program has it; nothing is started to find out.</summary>
    public static bool IsKnownTo(BuiltSuite suite)
    {
        var library = Path.Combine(Path.GetDirectoryName(suite.Assembly)!, "BenchmarkDotNet.dll");
        try
        {
            return File.Exists(library) && AssemblyName.GetAssemblyName(library).Version >= First;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false;
        }
    }

    /// <summary>The full names of the methods, without parameters, each once; null if the lines hold no such list.</summary>
    public static IReadOnlyList<string>? Read(IReadOnlyList<string> lines)
    {
        var text = string.Join('\n', lines.SkipWhile(line => !line.StartsWith('[')).Reverse().SkipWhile(line => !line.EndsWith(']')).Reverse());
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateArray().Select(benchmark => benchmark.GetProperty("filterName").GetString()!).Distinct()];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
