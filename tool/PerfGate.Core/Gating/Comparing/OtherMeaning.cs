using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Gating.Comparing;

/// <summary>Metrics that have one name, and another unit, direction or kind on each side: their numbers do not compare, or not in this way.</summary>
internal static class OtherMeaning
{
    /// <summary>Why such a metric is not judged, in a few words.</summary>
    public const string NotJudged = "another unit, direction or kind in the baseline: not judged";

    /// <summary>What is said of them: one diagnostic for each metric and difference.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(GateInput input, GatePolicy policy)
    {
        var ours = input.Candidate.Measured.Where(m => input.Selects(m.Id)).ToDictionary(m => (m.Id, m.Metric.Name));
        return input.Baseline!.Reference
            .Where(theirs => ours.TryGetValue((theirs.Id, theirs.Metric.Name), out var now) && now.Metric != theirs.Metric)
            .GroupBy(theirs => (Then: theirs.Metric, Now: ours[(theirs.Id, theirs.Metric.Name)].Metric), theirs => theirs.Id)
            .Select(group => Diagnostic.Warning(
                DiagnosticCode.PG3013,
                $"the metric '{group.Key.Now.Name}' of {Format.Count(group.Count(), "benchmark")} means something else in the baseline, so it is not judged",
                $"{string.Join("; ", Differences(group.Key.Then, group.Key.Now))}: {Format.Some([.. group.Order()])}",
                Remedies.OnOtherMeaning(policy)));
    }

    private static IEnumerable<string> Differences(Metric then, Metric now)
    {
        if (then.Unit != now.Unit)
        {
            yield return $"{(then.Unit.Length == 0 ? "no unit" : $"unit '{then.Unit}'")} there, {(now.Unit.Length == 0 ? "none" : $"'{now.Unit}'")} here";
        }

        if (then.Direction != now.Direction)
        {
            yield return $"{Text(then.Direction)} is better there, {Text(now.Direction)} is better here";
        }

        if (then.Kind != now.Kind)
        {
            yield return $"{Text(then.Kind)} there, {Text(now.Kind)} here";
        }
    }

    private static string Text(MetricDirection direction) => direction == MetricDirection.LowerIsBetter ? "lower" : "higher";

    private static string Text(MetricKind kind) => kind == MetricKind.Exact ? "exact" : "sampled";
}
