using System.Globalization;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;

namespace PerfGate.Reporting.Texts;

/// <summary>How a verdict came about, in a sentence or two, from what a saved result holds.</summary>
public static class HowDecided
{
    /// <summary>Which test decided a judgement, and on what numbers.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <param name="alpha">The error of the build, as a share.</param>
    public static string Of(Judgement judgement, double alpha) => string.Join(" ", new[]
    {
        Main(judgement, alpha),
        judgement is { HasCrept: true, Anchor: { Name: var name, Comparison: var then } }
            ? $"Against the anchor {name} it is worse by more than {Share(then.MinimumEffect)}: ratio {Format.Ratio(then.Ratio)}{PValue(then.AdjustedPValue)}." : "",
    }.Where(text => text.Length > 0));

    /// <summary>A share without a sign: <c>5 %</c>.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##} %");

    /// <summary>Whether a warning is told in the sentence.</summary>
    public static bool Says(string warning) => warning.StartsWith("confirmed ", StringComparison.Ordinal);

    private static string Main(Judgement judgement, double alpha) => (judgement.Verdict, judgement.Comparison) switch
    {
        (Verdict.Failed, _) => "It was not measured, or not readably.",
        (Verdict.Missing, _) => "The baseline has it, and the run lost it.",
        (Verdict.Added, _) => "The run has it, and the baseline does not.",
        (_, { IsOnlyShown: true }) => "Both sides are shown and not judged, as their numbers do not compare.",
        (Verdict.Accepted, { Accepted: { } accepted }) => $"Worse, or perhaps so, and accepted up to {Share(accepted.UpTo)} {accepted.Grounds}.",
        (_, { Metric.Kind: MetricKind.Exact } c) => OfExact(judgement.Verdict, c),
        (Verdict.Inconclusive, { Overhead: { } overhead } c) =>
            $"Too small to judge: the harness's own time, {Format.Value(overhead, c.Metric)}, is more than {Share(c.MinimumEffect)} of what remains without it.",
        (Verdict.Regressed, { Coarse: { IsWorse: true } } c) when !(c.AdjustedPValue <= alpha) => Coarse(c),
        (Verdict.Regressed, var c) => $"{Confirmed(c)}The rank test rejects \"worse by at most {Share(c.MinimumEffect)}\"{PValue(c.AdjustedPValue)}, corrected for the build; alpha is {Share(alpha)}.",
        (Verdict.Improved, var c) => $"The rank test shows it to be better by more than {Share(c.MinimumEffect)}{PValue(c.AdjustedPValueBetter)}, corrected for the build; alpha is {Share(alpha)}.",
        (Verdict.Unchanged, var c) => $"The rank test rules out that it is worse by more than {Share(c.MinimumEffect)}, at an error of 2.5 %.",
        (Verdict.Passed, var c) => "The search found nothing that points to a slowdown, so it was not measured on."
            + (c.Detects is { } detects ? $" A slowdown of {Share(detects)} would have been caught four times out of five." : ""),
        (_, { Coarse: not null } c) => (c.IsSuspect ? "It seems worse. " : "") + Coarse(c),
        (_, { IsSuspect: true } c) => $"It seems worse, and was neither proved nor dismissed{PValue(c.AdjustedPValue)}; alpha is {Share(alpha)}.",
        (_, { PValue: null }) => "It was not tested.",
        (_, var c) => $"Shown is neither that it is worse by more than {Share(c.MinimumEffect)}{PValue(c.AdjustedPValue)}, nor that it is not."
            + (c.MinimumDetectableEffect is { } least ? $" These data would have shown a slowdown of {Share(least)}." : ""),
    };

    private static string OfExact(Verdict verdict, Comparison c) => verdict switch
    {
        Verdict.Unchanged => "An exact metric: the values are compared, not tested, and are the same.",
        Verdict.Inconclusive when c.IsSuspect => "An exact metric that seems worse, and was not seen to repeat.",
        Verdict.Inconclusive => "An exact metric: the values differ by no more than could be told.",
        _ => $"{Confirmed(c)}An exact metric: the values are compared, not tested, and differ.",
    };

    private static string Coarse(Comparison c) =>
        $"The coarse test for {Format.Count(c.Coarse!.Launches, "launch")} decides: red is what lies above the baseline by a factor of more than {Format.Ratio(c.Coarse.Bound)}; here it is {Format.Ratio(c.Coarse.Separation)}.";

    private static string Confirmed(Comparison c) =>
        c.Warnings.FirstOrDefault(Says) is { } confirmed ? $"Suspected by the screen, measured again, and {confirmed}. " : "";

    private static string PValue(double? p) => p is { } value ? string.Create(CultureInfo.InvariantCulture, $" (p = {value:0.0e0})") : "";
}
