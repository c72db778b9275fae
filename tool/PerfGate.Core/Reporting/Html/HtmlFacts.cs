using System.Globalization;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Html;

/// <summary>The numbers of an opened row, each with its name.</summary>
internal static class HtmlFacts
{
    /// <summary>Name and value, of what there is.</summary>
    public static IEnumerable<string[]> Of(Judgement judgement)
    {
        var c = judgement.Comparison;
        var (before, now) = (c.Baseline, c.Candidate);
        return new (string Name, string? Value)[]
        {
            (c.Metric.Name, Change(c)),
            ("ratio, 95 % interval", c.Ratio is null ? null : $"{Format.Ratio(c.Ratio)}{(Format.Interval(c.Interval) is var interval and not "-" ? $", {interval}" : "")}"),
            ("minimum effect", c.MinimumEffect > 0 ? HowDecided.Share(c.MinimumEffect) : null),
            ("p of worse, corrected for the build", c.AdjustedPValue is { } p ? p.ToString(p < 0.001 ? "0.0e0" : "G2", CultureInfo.InvariantCulture) : null),
            ("slowdown caught 4 times out of 5", c.Detects is { } detects ? Format.Percent(detects) : null),
            ("slowdown that would have been shown", c.MinimumDetectableEffect is { } least ? Format.Percent(least) : null),
            ("launches", string.Join(", ", new[] { before is null ? "" : $"{before.Launches} of the baseline", now is null ? "" : $"{now.Launches} now" }.Where(text => text.Length > 0))),
            ("median of all iterations", before is not null && now is not null ? Format.Change(before.Median, now.Median, c.Metric) : null),
            ("the harness's own time", c.Overhead is { } overhead ? Format.Value(overhead, c.Metric) : null),
            (judgement.Anchor is { } a ? $"against the anchor {a.Name}" : "", judgement.Anchor is { Comparison: var then }
                ? $"{judgement.Anchor.Verdict.ToString().ToLowerInvariant()}, ratio {Format.Ratio(then.Ratio)}, {Format.Interval(then.Interval)}" : null),
        }.Where(fact => fact.Value is { Length: > 0 }).Select(fact => new[] { PlainText.OneLine(fact.Name), PlainText.OneLine(fact.Value!) });
    }

    /// <summary>What it was and is; null where there is neither.</summary>
    public static string? Change(Comparison c) => (c.Baseline, c.Candidate) switch
    {
        ({ } before, { } now) => Format.Change(before.Value, now.Value, c.Metric),
        ({ } before, null) => $"{Format.Value(before.Value, c.Metric)} in the baseline",
        (null, { } now) => $"{Format.Value(now.Value, c.Metric)} now",
        _ => null,
    };
}
