using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Formats;

/// <summary>A result as tests: one for the gate, which fails whenever the build does, and one for each benchmark and metric.</summary>
internal static class TestCases
{
    private const string Gate = "PerfGate";

    /// <summary>The tests of a result, the gate's first.</summary>
    public static IEnumerable<TestCase> Of(GateResult result)
    {
        var names = new UniqueNames();
        yield return OfGate(result, names.Of($"{Gate} verdict"));
        var errors = result.Diagnostics.Where(d => d.Severity == Severity.Error && d.Benchmark is not null).ToLookup(d => d.Benchmark!);
        foreach (var judgement in result.Judgements)
        {
            yield return Of(judgement, [.. errors[judgement.Comparison.Id]], names);
        }
    }

    // Without it, a build that fails before anything is measured would be a report without a test, which is green.
    private static TestCase OfGate(GateResult result, string name) => new(
        Gate,
        name,
        result.ExitCode switch
        {
            ExitCode.Passed => result.Outcome is Outcome.Inconclusive or Outcome.Skipped ? TestResult.Skipped : TestResult.Passed,
            _ => result.Outcome == Outcome.Failed ? TestResult.Broken : TestResult.Failed,
        },
        $"{Headline.Word(result)} {Headline.Counts(result)}",
        [.. result.Diagnostics.Where(d => d.Severity == Severity.Error).SelectMany(Lines)]);

    private static TestCase Of(Judgement judgement, ImmutableArray<Diagnostic> errors, UniqueNames names)
    {
        var c = judgement.Comparison;
        var result = ResultOf(judgement, errors);
        var type = string.Join('.', new[] { c.Id.Namespace, c.Id.Type }.Where(part => part.Length > 0));
        return new TestCase(
            PlainText.OneLine(type.Length == 0 ? Gate : type),
            names.Of(PlainText.OneLine($"{c.Id} {c.Metric.Name}")),
            result,
            $"{Headline.Word(judgement)}: {PlainText.OneLine(Change(c))}",
            [.. Numbers(c), .. result == TestResult.Passed ? [] : errors.SelectMany(Lines)]);
    }

    // What only warns fails no build, so it fails no test either.
    private static TestResult ResultOf(Judgement judgement, ImmutableArray<Diagnostic> errors) => judgement.Verdict switch
    {
        Verdict.Failed => TestResult.Broken,
        Verdict.Regressed => TestResult.Failed,
        Verdict.Missing => errors.IsEmpty ? TestResult.Skipped : TestResult.Failed,
        _ when judgement.HasCrept && errors.Any(d => d.Code == DiagnosticCode.PG4008) => TestResult.Failed,
        Verdict.Inconclusive or Verdict.Added => TestResult.Skipped,
        _ => TestResult.Passed,
    };

    private static string Change(Comparison c) => c switch
    {
        { Baseline: { } before, Candidate: { } now } =>
            $"{Format.Change(before.Value, now.Value, c.Metric)}{(c.Ratio is null ? "" : $", ratio {Format.Ratio(c.Ratio)}")}",
        { Candidate: { } now } => $"now {Format.Value(now.Value, c.Metric)}, no baseline",
        { Baseline: { } before } => $"baseline {Format.Value(before.Value, c.Metric)}, not in the run",
        _ => "no numbers",
    };

    private static IEnumerable<string> Numbers(Comparison c) => new (string Name, string Value)[]
        {
            ("baseline", c.Baseline is null ? "-" : $"{Format.Value(c.Baseline.Value, c.Metric)} ({Format.Count(c.Baseline.Launches, "launch")})"),
            ("now", c.Candidate is null ? "-" : $"{Format.Value(c.Candidate.Value, c.Metric)} ({Format.Count(c.Candidate.Launches, "launch")})"),
            ("ratio", Format.Ratio(c.Ratio)),
            ("95 % interval", Format.Interval(c.Interval)),
            ("minimum effect", c.MinimumEffect > 0 ? Format.Percent(c.MinimumEffect) : "-"),
            ("would have shown", (c.Detects ?? c.MinimumDetectableEffect) is { } effect ? Format.Percent(effect) : "-"),
        }
        .Where(number => number.Value != "-")
        .Select(number => PlainText.OneLine($"{number.Name}: {number.Value}"))
        .Concat(c.Warnings.Select(PlainText.OneLine));

    private static IEnumerable<string> Lines(Diagnostic d) =>
        new[] { $"{d.Severity.ToString().ToLowerInvariant()} {d.Code}: {d.Fact}", d.Evidence ?? "", d.Remedy ?? "" }.SelectMany(PlainText.Lines);
}
