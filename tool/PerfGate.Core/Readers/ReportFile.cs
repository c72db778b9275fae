using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Readers.Hyperfine;
using PerfGate.Readers.Plain;

namespace PerfGate.Readers;

/// <summary>Reads one file of results, of whichever format it is.</summary>
public static class ReportFile
{
    /// <summary>The patterns of names that such files have.</summary>
    public static IReadOnlyList<string> Patterns { get; } = ["*.json", "*.jsonl", "*.ndjson"];

    /// <summary>Reads BenchmarkDotNet's JSON, hyperfine's, or PerfGate's plain format.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="counters">The custom metrics to read of BenchmarkDotNet's; of the plain format all are read.</param>
    /// <exception cref="PerfGateException">It cannot be used: see <see cref="ReportReader"/>, <see cref="HyperfineReader"/> and <see cref="PlainReader"/>.</exception>
    public static Report Read(string source, ReadOnlySpan<byte> utf8, IReadOnlyCollection<Metric> counters) =>
        HyperfineReader.Recognises(utf8) ? HyperfineReader.Read(source, utf8)
        : PlainReader.Recognises(source, utf8) ? PlainReader.Read(source, utf8)
        : ReportReader.Read(source, utf8, counters);

    /// <summary>Whether a file that cannot be read is surely of none of these formats, but of another tool's.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="utf8">The file's bytes.</param>
    public static bool IsForeign(string source, ReadOnlyMemory<byte> utf8) =>
        !HyperfineReader.Recognises(utf8.Span) && !PlainReader.Recognises(source, utf8.Span) && ForeignJson.Is(source, utf8);
}
