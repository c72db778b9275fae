using PerfGate.Model;


namespace PerfGate.Policies;

/// <summary>A regression that is known and accepted for a while, with who says so and why.</summary>
/// <param name="Benchmark">Which benchmarks: a full name, or a pattern as of a <see cref="Glob"/>.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="UpTo">How much worse than the baseline is accepted, as a share: 0.15 is 15 %. Not negative.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who, or null if that is not said.</param>
/// <param name="Since">When it was accepted, or null; it is shown, and decides nothing.</param>
/// <param name="Until">The last day on which it is accepted.</param>
public sealed record Acceptance(
    Glob Benchmark, string Metric, double UpTo, string Reason, string? By, DateOnly? Since, DateOnly Until)
{
    /// <summary>Whether it is about a benchmark and metric.</summary>
    public bool Covers(BenchmarkId id, string metric) => metric == Metric && IsAbout(id);

    /// <summary>Whether it is about a benchmark.</summary>
    public bool IsAbout(BenchmarkId id) => Benchmark.Pattern == id.ToString() || Benchmark.Matches(id);

    /// <summary>Who and why, for people: <c>by Ada until 2026-12-31: the new parser is stricter</c>.</summary>
    public string Grounds => $"{(By is null ? "" : $"by {By} ")}until {Until:yyyy-MM-dd}: {Reason}";

    /// <inheritdoc/>
    public bool Equals(Acceptance? other) => other is not null
        && (Benchmark.Pattern, Metric, UpTo, Reason, By, Since, Until)
        == (other.Benchmark.Pattern, other.Metric, other.UpTo, other.Reason, other.By, other.Since, other.Until);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Benchmark.Pattern, Metric, UpTo, Reason, Until);
}
