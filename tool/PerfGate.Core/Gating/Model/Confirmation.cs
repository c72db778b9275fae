using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;

namespace PerfGate.Gating.Model;

/// <summary>
/// What became of the suspects: measured again, in turn with the baseline's own commit on this machine, now. Only a
/// confirmed suspect is red; the stored baseline was measured on another day, and days differ.
/// </summary>
public sealed record Confirmation
{
    private readonly ImmutableArray<Judgement> _again;
    private readonly ImmutableArray<Judgement> _unmeasured = [];
    private readonly ImmutableArray<Judgement> _failed = [];

    /// <summary>The suspects were measured again.</summary>
    /// <param name="against">The commit, in words.</param>
    /// <param name="again">What the second measurement says of them.</param>
    public Confirmation(string against, IEnumerable<Judgement> again)
    {
        Against = against;
        _again = [.. again];
        Diagnostics = [];
    }

    private Confirmation(IEnumerable<Judgement> failed, IEnumerable<Diagnostic> why)
    {
        Against = "";
        _again = [];
        _failed = [.. failed];
        Diagnostics = [.. why];
    }

    private Confirmation(Diagnostic why, IEnumerable<Judgement> suspects, IEnumerable<Judgement> stillWorse)
    {
        Against = "";
        _again = [];
        var worse = stillWorse.ToList();
        _unmeasured = [.. suspects.Where(suspect => !worse.Exists(w => IsSame(w, suspect)))];
        Diagnostics = [why];
    }

    /// <summary>What is measured where the candidate alone is.</summary>
    public const string MoreLaunches = "two more launches";

    /// <summary>The commit, in words.</summary>
    public string Against { get; }

    /// <summary>Whether the candidate alone was measured again, as the commit cannot be had, or is not wanted.</summary>
    public bool IsAlone { get; private init; }

    /// <summary>How many launches of suspects it took, of both sides.</summary>
    public int Launches => IsAlone ? 2 * _again.DistinctBy(j => j.Comparison.Id).Count()
        : _again.Where(j => j.Comparison.Metric == Metric.Time)
            .Sum(j => (j.Comparison.Baseline?.Launches ?? 0) + (j.Comparison.Candidate?.Launches ?? 0));

    /// <summary>Whether it is about what crept away from the anchor, and the commit is the anchor's.</summary>
    public bool IsOfAnchor { get; init; }

    /// <summary>What is to be said of the confirmation itself.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private init; }

    /// <summary>The suspects were not measured again, so the verdict rests on the stored baseline, and on how far days lie apart.</summary>
    /// <param name="why">Why not.</param>
    /// <param name="suspects">What the screen calls worse.</param>
    /// <param name="stillWorse">Those that are worse by more than that: see <see cref="SessionMargin"/>.</param>
    public static Confirmation Without(Diagnostic why, IEnumerable<Judgement> suspects, IEnumerable<Judgement> stillWorse) =>
        new(why, suspects, stillWorse);

    /// <summary>The candidate alone was measured again; see <see cref="MoreLaunches"/>.</summary>
    /// <param name="again">What all launches together say of the suspects.</param>
    public static Confirmation Alone(IEnumerable<Judgement> again) => new(MoreLaunches, again) { IsAlone = true };

    /// <summary>The candidate failed while suspects were measured again, so they have failed, and the build with them.</summary>
    /// <param name="suspects">Those that could not be measured.</param>
    /// <param name="why">Errors of the 2000s that say so.</param>
    public static Confirmation Failed(IEnumerable<Judgement> suspects, IEnumerable<Diagnostic> why) => new(suspects, why);

    /// <summary>The same with a diagnostic for each of the suspects that were not confirmed.</summary>
    public Confirmation WithDiagnostics(IEnumerable<Judgement> suspects) => this with
    {
        Diagnostics =
        [
            .. Diagnostics,
            // The screen searches, so a suspect that comes to nothing is no news; only what it would have called worse by itself is.
            .. suspects.Where(suspect => suspect is { Verdict: Verdict.Regressed } or { HasCrept: true } or { Comparison.Metric.Kind: MetricKind.Exact })
                .Where(suspect => Find(suspect) is { Verdict: not (Verdict.Regressed or Verdict.Accepted) })
                .Select(suspect => NotConfirmed(IsOfAnchor ? suspect.Anchor!.Comparison : suspect.Comparison, Find(suspect)!.Comparison)),
        ],
    };

    /// <summary>The judgement that holds: of a suspect that was measured again, the second one.</summary>
    internal Judgement Apply(Judgement judgement) => _failed.Any(f => IsSame(f, judgement)) ? ToFailed(judgement) : IsOfAnchor ? ApplyToAnchor(judgement) : (judgement.Verdict, Find(judgement)) switch
    {
        _ when !judgement.IsSuspect => judgement,
        (_, { } again) => again with
        {
            Anchor = IsAlone ? again.Anchor : judgement.Anchor,
            Comparison = (again.Comparison with { Detects = judgement.Comparison.Detects }).WithWarning(
                again.Verdict == Verdict.Regressed ? $"confirmed {By}" : $"seemed worse than the stored baseline, not confirmed {By}"),
        },
        _ when judgement.Verdict == Verdict.Regressed && IsUndecided(judgement) => judgement with { Verdict = Verdict.Inconclusive, Comparison = judgement.Comparison.WithWarning(NotAgain(judgement.Comparison.Metric)) },
        _ => judgement,
    };

    private Judgement ApplyToAnchor(Judgement judgement) => (judgement, Find(judgement)) switch
    {
        ({ HasCrept: false }, _) => judgement,
        (_, { } again) => judgement with
        {
            Anchor = judgement.Anchor! with { Comparison = again.Comparison.WithWarning($"measured again with {Against}"), Verdict = again.Verdict },
        },
        _ when IsUndecided(judgement) => judgement with
        {
            Anchor = judgement.Anchor! with { Comparison = judgement.Anchor.Comparison.WithWarning(NotAgain(judgement.Comparison.Metric)), Verdict = Verdict.Inconclusive },
        },
        _ => judgement,
    };

    private static Judgement ToFailed(Judgement judgement) => judgement with
    {
        Verdict = Verdict.Failed,
        Comparison = judgement.Comparison.WithWarning("failed while it was measured again"),
        Anchor = judgement.Anchor is { } anchor ? anchor with { Verdict = Verdict.Failed } : null,
    };

    private string By => IsAlone ? $"by {Against}" : $"against {Against}";

    private Judgement? Find(Judgement suspect) => _again.FirstOrDefault(j => IsSame(j, suspect));

    private static string NotAgain(Metric metric) => metric.Kind == MetricKind.Exact
        ? "seems worse than the stored baseline, varies from launch to launch, and was not measured again"
        : "slower than the stored baseline, but no more than days may differ, and not measured again";

    private string Stored => IsOfAnchor ? "anchor" : "baseline";

    private Diagnostic NotConfirmed(Comparison first, Comparison again) => first.Metric.Kind == MetricKind.Exact
        ? Diagnostic.Warning(
            DiagnosticCode.PG4007,
            $"'{first.Id}': {first.Metric.Name} was worse than the stored {Stored}, which {Against} {(IsAlone ? "do" : "does")} not confirm",
            again is { Baseline: { } then, Candidate: { } now }
                ? $"measured again{(IsAlone ? "" : " in turn")}: {Format.Change(then.Value, now.Value, again.Metric)}"
                : "measured again in turn, it was lost on one side",
            "It varies from launch to launch, or with the machine; if it comes again, allow it a `tolerance`, or store a new baseline of the same commit")
        : Diagnostic.Warning(
            DiagnosticCode.PG4007,
            $"'{first.Id}' was {Format.Ratio(first.Ratio)} times the stored {Stored}, which {Against} does not confirm",
            $"measured again in turn: ratio {Format.Ratio(again.Ratio)}, 95 % interval {Format.Interval(again.Interval)}",
            "The machine changed, not the code; if it comes again, store a new baseline of the same commit");

    private bool IsUndecided(Judgement suspect) => _unmeasured.Any(j => IsSame(j, suspect));

    private static bool IsSame(Judgement a, Judgement b) =>
        a.Comparison.Id == b.Comparison.Id && a.Comparison.Metric.Name == b.Comparison.Metric.Name;
}
