using PerfGate.Diagnostics;
using PerfGate.Gating.Model;

namespace PerfGate.Reporting.Html;

/// <summary>The classes of report.css by which what is bad, doubtful and good is coloured; the words beside them say the same.</summary>
internal static class HtmlTone
{
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "good",
        Outcome.Inconclusive or Outcome.Skipped => "warn",
        _ => "bad",
    };

    public static string Of(Judgement judgement) => judgement switch
    {
        { HasCrept: true } or { Verdict: Verdict.Regressed or Verdict.Failed or Verdict.Missing } => "bad",
        { Verdict: Verdict.Inconclusive, Comparison.IsSuspect: true } or { Verdict: Verdict.Accepted } => "warn",
        { Verdict: Verdict.Improved } => "good",
        _ => "flat",
    };

    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "bad",
        Severity.Warning => "warn",
        _ => "flat",
    };
}
