using System.Text.Json;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Statistics;

namespace PerfGate.Reporting.Json;

/// <summary>Reads a result that <see cref="JsonReport"/> wrote, to render it again.</summary>
public static class JsonResultReader
{
    /// <summary>Whether a JSON file is a result, as far as its first bytes tell.</summary>
    public static bool Recognises(ReadOnlySpan<byte> utf8) => utf8[..Math.Min(utf8.Length, 200)] is var start
        && start.IndexOf("\"outcome\""u8) >= 0 && start.IndexOf("\"exitCode\""u8) >= 0;

    /// <summary>Reads a result.</summary>
    /// <param name="source">The file's name, for diagnostics.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <exception cref="PerfGateException">PG2009: not a result, or of a newer PerfGate.</exception>
    public static GateResult Read(string source, ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = JsonSerializer.Deserialize(utf8, ResultJsonContext.Default.ResultJson) ?? throw new JsonException("it is null");
            return json.SchemaVersion is >= 1 and <= ResultJson.CurrentVersion
                ? Checked(FromJson(json))
                : throw new FormatException($"schema version {json.SchemaVersion}; this PerfGate reads up to {ResultJson.CurrentVersion}");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG2009, $"'{source}' is not a result that can be read", JsonProblem.Text(e),
                    "Give the file that `--report json=PATH` wrote"),
                e);
        }
    }

    // A report has the result's exit code, so the word alone is not believed.
    private static GateResult Checked(GateResult result) => result switch
    {
        { Outcome: Outcome.Failed } when !result.Diagnostics.Any(d => d.Severity == Severity.Error && d.Code.ToExitCode() is ExitCode.SuiteFailed or ExitCode.BaselineUnusable) =>
            throw new FormatException("it has failed, and no error says why"),
        { Outcome: Outcome.Skipped } => result.Judgements.IsEmpty ? result : throw Contradiction(result, "verdicts were given"),
        { Outcome: not (Outcome.Failed or Outcome.Regressed) } when result.Judgements.FirstOrDefault(j => j.Verdict is Verdict.Regressed or Verdict.Failed) is { } worse =>
            throw Contradiction(result, $"'{worse.Comparison.Id}' is {Words.Of(worse.Verdict)}"),
        // Earlier files do not say what is not gated, so passed and inconclusive cannot be told apart by it.
        _ when Gate.OutcomeOf(result.Judgements, result.Diagnostics) is var outcome && outcome != result.Outcome
            && (outcome is Outcome.Failed or Outcome.Regressed || result.Outcome is Outcome.Failed or Outcome.Regressed) => throw Contradiction(result, $"its verdicts and errors make it {Words.Of(outcome)}"),
        _ => result,
    };

    private static FormatException Contradiction(GateResult result, string but) => new($"its outcome is {Words.Of(result.Outcome)}, but {but}");

    // Null is no element of any list here, and the serializer does not see to that.
    private static IEnumerable<T> Each<T>(T[] list)
        where T : class => list.Select(element => (T?)element ?? throw new FormatException("an element of a list is null"));

    private static GateResult FromJson(ResultJson json) => new(
        Words.Parse<Outcome>(json.Outcome),
        new EnvironmentNote(
            json.Environment.Key, json.Environment.MatchesBaseline, json.Environment.Candidate, json.Environment.CandidateSource,
            json.Environment.Baseline, json.Environment.BaselineSource),
        [.. Each(json.Benchmarks).Select(FromJson)],
        [.. Each(json.Ratios).Select(FromJson)],
        [.. Each(json.Diagnostics).Select(FromJson)],
        json.Alpha,
        json.MinimumEffect)
    {
        Launches = json.Launches switch
        {
            null => null,
            { Spent: >= 0, Planned: >= 0, ToConfirm: >= 0 } l => new LaunchCount(l.Spent, l.Planned, l.ToConfirm),
            _ => throw new FormatException("it counts a negative number of launches"),
        },
    };

    private static Judgement FromJson(BenchmarkJson b)
    {
        var judgement = new Judgement(ComparisonOf(b), Words.Parse<Verdict>(b.Verdict));
        return judgement with
        {
            Anchor = b.Anchor is null ? null : FromJson(b.Anchor, judgement.Comparison),
            Explanation = b.Explanation?.ToExplanation(),
        };
    }

    private static AgainstAnchor FromJson(AnchorJson a, Comparison now) => new(
        a.Name,
        new Comparison(now.Id, now.Metric, FromJson(a.Baseline), now.Candidate)
        {
            Ratio = a.Ratio,
            Interval = FromJson(a.Interval),
            PValue = a.PValue,
            AdjustedPValue = a.AdjustedPValue,
            MinimumDetectableEffect = a.MinimumDetectableEffect,
            MinimumEffect = a.MinimumEffect,
            Warnings = [.. Each(a.Warnings)],
            Accepted = FromJson(a.Accepted),
        },
        Words.Parse<Verdict>(a.Verdict));

    private static Acceptance? FromJson(AcceptedJson? a) =>
        a is null ? null : new Acceptance(new Glob(a.Benchmark), a.Metric, a.UpTo, a.Reason, a.By, a.Since, a.Until);

    private static Comparison ComparisonOf(BenchmarkJson b) =>
        new(
            BenchmarkId.Parse(b.Id),
            new Metric(b.Metric, b.Unit, Words.Parse<MetricDirection>(b.Direction), Words.Parse<MetricKind>(b.Kind)),
            FromJson(b.Baseline),
            FromJson(b.Candidate))
        {
            Ratio = b.Ratio,
            Interval = FromJson(b.Interval),
            PValue = b.PValue,
            AdjustedPValue = b.AdjustedPValue,
            AdjustedPValueBetter = b.AdjustedPValueBetter,
            MinimumDetectableEffect = b.MinimumDetectableEffect,
            MinimumEffect = b.MinimumEffect,
            IsSuspect = b.Suspect,
            Coarse = b.Coarse is { } coarse ? new CoarseFinding(coarse.Separation, coarse.Bound, coarse.Launches) : null,
            Overhead = b.Overhead,
            Detects = b.Detects,
            IsGated = !b.NotGated,
            Warnings = [.. Each(b.Warnings)],
            Accepted = FromJson(b.Accepted),
        };

    private static InRunRatio FromJson(RatioJson r) => new(
        r.Name, BenchmarkId.Parse(r.Id), BenchmarkId.Parse(r.Partner), r.Value, r.PartnerValue, r.Ratio,
        FromJson(r.Interval)!.Value, r.BaselineRatio, r.Changed);

    private static Diagnostic FromJson(DiagnosticJson d) => new(
        Enum.TryParse<DiagnosticCode>(d.Code, out var code) && $"{code}" == d.Code && Enum.IsDefined(code) ? code : throw new FormatException($"'{d.Code}' is no diagnostic code"),
        Words.Parse<Severity>(d.Severity), d.Fact, d.Evidence, d.Remedy)
    {
        Benchmark = d.Benchmark is null ? null : BenchmarkId.Parse(d.Benchmark),
    };

    private static Side? FromJson(SideJson? side) => side is null ? null : side.Launches < 0 ? throw new FormatException("a side has a negative number of launches") : new Side(side.Launches, side.Value, side.Median)
    {
        Values = [.. side.Values ?? []],
    };

    private static Interval? FromJson(double?[]? interval) => interval switch
    {
        null => null,
        [var lower, var upper] => new Interval(lower ?? 0, upper ?? double.PositiveInfinity),
        _ => throw new FormatException("an interval has two bounds"),
    };
}
