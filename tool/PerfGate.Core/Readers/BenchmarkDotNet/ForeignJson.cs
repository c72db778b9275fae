using System.Text.Json;
using System.Text.RegularExpressions;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Tells JSON that is none of BenchmarkDotNet's reports: other exporters and tools write theirs into the same folder. What may be a report
/// is never called foreign, whatever is wrong with it.
/// </summary>
public static partial class ForeignJson
{
    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Whether a file is surely no report.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="utf8">Its bytes.</param>
    public static bool Is(string path, ReadOnlyMemory<byte> utf8)
    {
        var name = Path.GetFileName(path);
        return OtherExporter().IsMatch(name) || (!ReportName().IsMatch(name) && IsOtherJson(utf8));
    }

    private static bool IsOtherJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var json = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, Tolerant);
            return json.RootElement is not { ValueKind: JsonValueKind.Object } root
                || !(root.TryGetProperty("HostEnvironmentInfo", out _) || root.TryGetProperty("Benchmarks", out _));
        }
        // The second is what half a surrogate pair gives.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // It may be a report that was cut off, or spoilt.
            return false;
        }
    }

    // What the profilers of BenchmarkDotNet and the exporter of dotnet/performance write.
    [GeneratedRegex(@"(?:\.speedscope|(?:^|-)perf-lab-report)\.json$", RegexOptions.IgnoreCase)]
    private static partial Regex OtherExporter();

    [GeneratedRegex(@"-report(?:-(?:full|brief)(?:-compressed)?)?\.json$", RegexOptions.IgnoreCase)]
    private static partial Regex ReportName();
}
