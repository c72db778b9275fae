using System.Text;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Explaining;
using PerfGate.Histories;
using PerfGate.Readers;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Reporting.Json;
using PerfGate.Results;

namespace PerfGate.Fuzzing;

/// <summary>What reads a foreign file, by the name of its kind. Each reads, or refuses with a <see cref="PerfGateException"/>; anything else is a fault.</summary>
internal static class Readers
{
    // An input of a few KB that takes more than this is an attack on the machine that reads it.
    private const long MostBytes = 500_000_000;

    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["baselines"] = utf8 => { _ = MeasurementsReader.Recognises(utf8); _ = MeasurementsReader.Read("file", utf8); },
        ["benchmarkdotnet"] = utf8 => Report("a-report-full.json", utf8),
        ["calibrations"] = utf8 => CalibrationReader.Read("file", utf8),
        ["configurations"] = utf8 => ConfigReader.Read("file", utf8),
        ["events"] = Event,
        ["histories"] = utf8 => { _ = HistoryReader.Recognises(utf8); _ = HistoryReader.Read("file", utf8); },
        ["hyperfine"] = utf8 => Report("a.json", utf8),
        ["jit-listings"] = utf8 => JitOutput.Read(Encoding.UTF8.GetString(utf8)),
        ["plain-lines"] = utf8 => Report("a.jsonl", utf8),
        ["results"] = utf8 => { _ = JsonResultReader.Recognises(utf8); _ = JsonResultReader.Read("file", utf8); },
    };

    /// <summary>Reads a document.</summary>
    /// <returns>Whether it was read; false if it was refused with a code.</returns>
    /// <exception cref="InsufficientMemoryException">More than 500 MB were allocated for it.</exception>
    public static bool Try(Action<byte[]> read, byte[] document)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var wasRead = Read(read, document);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return bytes <= MostBytes ? wasRead : throw new InsufficientMemoryException($"{bytes / 1_000_000} MB were allocated");
    }

    private static bool Read(Action<byte[]> read, byte[] document)
    {
        try
        {
            read(document);
            return true;
        }
        catch (PerfGateException)
        {
            return false;
        }
    }

    private static void Report(string name, byte[] utf8)
    {
        try
        {
            _ = FoundReports.Merge("folder", [ReportFile.Read(name, utf8, [])]);
        }
        catch (PerfGateException)
        {
            _ = ReportFile.IsForeign(name, utf8);
            throw;
        }
    }

    private static void Event(byte[] utf8)
    {
        try
        {
            _ = EventFile.Text(utf8, "pull_request", "base", "sha");
        }
        catch (FormatException e)
        {
            // Where the tool asks, it is a warning.
            throw new PerfGateException(DiagnosticCode.PG3015, e.Message.ReplaceLineEndings(" "));
        }
    }
}
