using System.Text.RegularExpressions;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// What a version of BenchmarkDotNet allocates itself within the iteration that its memory diagnoser measures, and counts as the benchmark's.
/// See tests/data/exports/README.md for what was measured.
/// </summary>
internal sealed partial record AllocationResidue
{
    /// <summary>Of versions that were not measured, and of those to 0.15.2: 9 984 bytes are the most that was seen.</summary>
    private static readonly AllocationResidue Default = new() { Bytes = 16 * 1024, IsZeroExact = false };

    /// <summary>From 0.15.8 on: 6 400 bytes are the most that was seen in 4 288 visits to benchmarks, 0 the usual.</summary>
    private static readonly AllocationResidue Late = new() { Bytes = 8 * 1024, IsZeroExact = true };

    /// <summary>By how many bytes at most the total of an iteration may be too high.</summary>
    public required double Bytes { get; init; }

    /// <summary>Whether nothing is nothing. Other versions write 0 for up to about 8 KB in all.</summary>
    public required bool IsZeroExact { get; init; }

    /// <summary>The residue of a version, such as <c>0.15.8</c>; null or an empty text where it is not known.</summary>
    public static AllocationResidue Of(string? version) =>
        Numbers().Match(version ?? "") is { Success: true } numbers && Version.Parse(numbers.Value) >= new Version(0, 15, 8) ? Late : Default;

    /// <summary>By how much the allocation of one operation may be wrong, in bytes.</summary>
    /// <param name="bytes">The allocation of one operation as reported.</param>
    /// <param name="operations">How many operations the diagnoser counted; 0 where it is not known.</param>
    public double Resolution(double bytes, double operations) =>
        bytes == 0 && IsZeroExact ? 0 : Math.Ceiling(Bytes / Math.Max(1, operations));

    [GeneratedRegex(@"(?<=^v?)[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}")]
    private static partial Regex Numbers();
}
