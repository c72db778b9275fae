using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Reads the JSON that BenchmarkDotNet writes with <c>--exporters json</c> (any of its full variants).</summary>
public static partial class ReportReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="counters">The custom metrics to read besides time and allocation; others are skipped.</param>
    /// <exception cref="PerfGateException">
    /// PG2005 a Debug build; PG2009 truncated or not JSON; PG2010 not
    /// BenchmarkDotNet's. A single benchmark that failed, stands twice in the file or has impossible values is a <see cref="ReportedCase.Failure"/>.
    /// </exception>
    public static Report Read(string source, ReadOnlySpan<byte> utf8, IReadOnlyCollection<Metric> counters)
    {
        var json = Deserialize(source, utf8);
        if (json?.HostEnvironmentInfo is not { } host || json.Benchmarks is not { } benchmarks)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2010, $"'{source}' is not a BenchmarkDotNet report",
                "it has no HostEnvironmentInfo or no Benchmarks", "Export with `--exporters json`");
        }

        RefuseOld(source, host, benchmarks);
        RefuseDebug(source, host);
        var cases = ReadCases(source, benchmarks, AllocationResidue.Of(host.BenchmarkDotNetVersion), counters);
        return new Report(source, ReadEnvironment(host), Duplicates.Fail(source, cases))
        {
            WrittenAt = ReportStamp.Of(json.Title, source),
            Notes = [.. Gaps.Of(source, host)],
        };
    }

    private static ReportJson? Deserialize(string source, ReadOnlySpan<byte> bytes)
    {
        var utf8 = ReportBytes.ToUtf8(bytes);
        ReportBytes.RefuseTables(source, utf8);
        try
        {
            try
            {
                return JsonSerializer.Deserialize(utf8, ReportJsonContext.Default.ReportJson);
            }
            catch (JsonException) when (NamedNumbers.Mend(utf8) is { } mended)
            {
                return JsonSerializer.Deserialize(mended, ReportJsonContext.Default.ReportJson);
            }
        }
        catch (JsonException e) when (e is { Path: { } path, InnerException: not JsonException })
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2010, $"'{source}' is not a BenchmarkDotNet report", $"it holds something else at {path}",
                    "Export with `--exporters json`"),
                e);
        }
        catch (JsonException e)
        {
            throw new PerfGateException(Diagnostic.Error(
                DiagnosticCode.PG2009, $"'{source}' cannot be read as JSON",
                utf8.IsEmpty ? "the file is empty" : JsonProblem.Text(e),
                utf8.IsEmpty || utf8.TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? "It may have been cut off: measure again" : "Export with `--exporters json`"), e);
        }
    }

    // What tells a benchmark and its measurements apart came with 0.11.
    private static void RefuseOld(string source, HostJson host, BenchmarkJson?[] benchmarks)
    {
        if (OldVersion().Match(host.BenchmarkDotNetVersion ?? "") is { Success: true } version && benchmarks.Any(b => b?.FullName is null))
        {
            throw new PerfGateException(
                DiagnosticCode.PG2010, $"'{source}' is of BenchmarkDotNet {version.Groups["version"].Value}, which is too old",
                "it names no benchmark in full", "Measure with BenchmarkDotNet 0.11 or later: PerfGate reads reports from 0.11.0 on");
        }
    }

    private static void RefuseDebug(string source, HostJson host)
    {
        if (host.HasAttachedDebugger || string.Equals(host.Configuration, "DEBUG", StringComparison.OrdinalIgnoreCase))
        {
            throw new PerfGateException(
                DiagnosticCode.PG2005,
                host.HasAttachedDebugger ? "the suite ran with a debugger attached" : "the suite is a Debug build",
                source, "Measure a Release build: times without optimisation say nothing about the program that is shipped");
        }
    }

    private static HostEnvironment ReadEnvironment(HostJson host) => new(
        host.ProcessorName?.Trim() ?? "", host.LogicalCoreCount ?? 0, host.OsVersion ?? "", host.Architecture ?? "",
        host.RuntimeVersion ?? "", Harness: HarnessOf(host.BenchmarkDotNetVersion));

    // Builds of one version differ in what follows it: "0.15.8-nightly.20260101.1+sha" is 0.15.8-nightly.20260101.1.
    private static string HarnessOf(string? version) =>
        string.IsNullOrWhiteSpace(version) ? "" : $"BenchmarkDotNet {version.Trim().TrimStart('v').Split('+')[0]}";

    private static ImmutableArray<ReportedCase> ReadCases(
        string source, BenchmarkJson?[] benchmarks, AllocationResidue residue, IReadOnlyCollection<Metric> counters)
    {
        var ids = Identities.Of([.. benchmarks.Select(benchmark => (FullNameOf(source, benchmark), JobOf(source, benchmark!)))]);
        return [.. benchmarks.Zip(ids).Select(pair => CaseReader.Read(source, pair.Second, pair.First!, residue, counters))];
    }

    private static string FullNameOf(string source, BenchmarkJson? json) => BenchmarkId.TryParse(json?.FullName, out _)
        ? json!.FullName!
        : throw new PerfGateException(
            DiagnosticCode.PG2010, $"'{source}' holds a benchmark without a full name", $"FullName: '{json?.FullName}'", "Export with `--exporters json`");

    private static JobName JobOf(string source, BenchmarkJson json) => !string.IsNullOrWhiteSpace(json.DisplayInfo)
        ? JobName.Of(JobText.In(json.DisplayInfo, [json.MethodTitle, json.Method, BenchmarkId.Parse(json.FullName!).Method], json.Parameters ?? ""))
        : throw new PerfGateException(
            DiagnosticCode.PG2010, $"'{source}' does not say with which job '{json.FullName}' was measured", "it has no DisplayInfo", "Export with `--exporters json`");

    [GeneratedRegex(@"^v?(?<version>0\.(?:[0-9]|10)(?:\.[0-9]+)*)(?![0-9])")]
    private static partial Regex OldVersion();
}
