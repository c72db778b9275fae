using PerfGate.Model;


namespace PerfGate.Policies;

/// <summary>
/// A ratio inside one run, such as lazy / eager: what may carry over to another machine when times do not. Wherever a
/// benchmark's method name ends with <paramref name="Numerator"/>, its partner is the method of the same type and
/// parameters that ends with <paramref name="Denominator"/> instead.
/// </summary>
/// <param name="Name">The name in reports, such as <c>lazy / eager</c>.</param>
/// <param name="Numerator">The end of the method's name whose time is divided.</param>
/// <param name="Denominator">The end of the method's name whose time divides.</param>
/// <param name="IsGated">Whether it is judged, as a metric of its name, on any machine; else it is shown.</param>
/// <param name="MinimumEffect">Of one that is judged: the least rise that matters, as a share, or null for the policy's.</param>
public sealed record RatioRule(string Name, string Numerator, string Denominator, bool IsGated = false, double? MinimumEffect = null)
{
    /// <summary>The metric that it is where it is judged: no unit, lower is better.</summary>
    public Metric Metric => new(Name, "", MetricDirection.LowerIsBetter, MetricKind.Sampled);

    /// <summary>The benchmark that divides, or null if this one is not a numerator.</summary>
    public BenchmarkId? PartnerOf(BenchmarkId id) =>
        id.Method.EndsWith(Numerator, StringComparison.Ordinal)
            ? new BenchmarkId(id.Namespace, id.Type, id.Method[..^Numerator.Length] + Denominator, id.Parameters, id.Job)
            : null;
}
