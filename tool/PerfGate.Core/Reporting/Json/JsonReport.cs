using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Explaining;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Statistics;

namespace PerfGate.Reporting.Json;

/// <summary>The result for machines: see docs/json-result.md.</summary>
public static class JsonReport
{
    private static readonly ResultJsonContext Context = new(new JsonSerializerOptions(ResultJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a result; the text ends with a line feed.</summary>
    public static string Render(GateResult result) => JsonText.Harmless(JsonSerializer.Serialize(ToJson(result), Context.ResultJson)) + "\n";

    /// <summary>Writes one explanation, as it stands in a result; the text ends with a line feed.</summary>
    public static string Render(Explanation explanation) => JsonText.Harmless(JsonSerializer.Serialize(ExplanationJson.Of(explanation), Context.ExplanationJson)) + "\n";

    private static ResultJson ToJson(GateResult r) => new(
        ResultJson.CurrentVersion,
        Words.Of(r.Outcome),
        (int)r.ExitCode,
        r.Alpha,
        r.MinimumEffect,
        new EnvironmentJson(
            r.Environment.Key, r.Environment.MatchesBaseline, r.Environment.Candidate, r.Environment.CandidateSource,
            r.Environment.Baseline, r.Environment.BaselineSource),
        [.. r.Judgements.Select(ToJson)],
        [.. r.Ratios.Select(ToJson)],
        [.. r.Diagnostics.Select(d => new DiagnosticJson(d.Code.ToString(), Words.Of(d.Severity), d.Fact, d.Evidence, d.Remedy, d.Benchmark?.ToString()))],
        r.Launches is { } l ? new LaunchCountJson(l.Spent, l.Planned, l.ToConfirm) : null);

    private static BenchmarkJson ToJson(Judgement j)
    {
        var c = j.Comparison;
        return new BenchmarkJson(
            c.Id.ToString(), c.Metric.Name, c.Metric.Unit, Words.Of(j.Verdict), c.Ratio, ToJson(c.Interval), c.PValue,
            c.MinimumDetectableEffect, ToJson(c.Baseline), ToJson(c.Candidate), [.. c.Warnings],
            c.MinimumEffect, c.AdjustedPValue, c.AdjustedPValueBetter, LaunchesToDecide: null, Words.Of(c.Metric.Kind), Words.Of(c.Metric.Direction),
            ToJson(c.Accepted), ToJson(j.Anchor), c.IsSuspect, c.Coarse is { } coarse ? new CoarseJson(coarse.Separation, coarse.Bound, coarse.Launches) : null, c.Overhead, c.Detects,
            j.Explanation is { } explanation ? ExplanationJson.Of(explanation) : null, NotGated: !c.IsGated);
    }

    private static AcceptedJson? ToJson(Acceptance? a) =>
        a is null ? null : new AcceptedJson(a.Benchmark.Pattern, a.Metric, a.UpTo, a.Reason, a.By, a.Since, a.Until);

    private static AnchorJson? ToJson(AgainstAnchor? anchor) => anchor is not { Comparison: var c } ? null : new AnchorJson(
        anchor.Name, Words.Of(anchor.Verdict), c.Ratio, ToJson(c.Interval), c.PValue, c.AdjustedPValue, c.MinimumEffect,
        c.MinimumDetectableEffect, ToJson(c.Baseline), [.. c.Warnings], ToJson(c.Accepted));

    private static RatioJson ToJson(InRunRatio r) => new(
        r.Name, r.Id.ToString(), r.Partner.ToString(), r.Value, r.PartnerValue, r.Ratio, ToJson(r.Interval)!, r.BaselineRatio, r.Changed);

    private static SideJson? ToJson(Side? side) => side is null ? null : new SideJson(
        side.Launches, side.Value, side.Median, side.Values.IsEmpty ? null : [.. side.Values]);

    private static double?[]? ToJson(Interval? interval) => interval is not { } i
        ? null
        : [i.Lower == 0 ? null : i.Lower, double.IsInfinity(i.Upper) ? null : i.Upper];
}
