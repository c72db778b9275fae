using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Reporting;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Which regressions a new session would take into the baseline: those accepted by name, and those refused.</summary>
internal sealed class UpdateDecision
{
    /// <param name="result">The new session against the stored baseline, suspects confirmed; null if nothing was stored.</param>
    /// <param name="byName">What the command line accepts.</param>
    /// <param name="user">Who works here.</param>
    /// <param name="today">The day.</param>
    public UpdateDecision(GateResult? result, AcceptedByName byName, string user, DateOnly today)
    {
        var judgements = result?.Judgements ?? [];
        var regressed = judgements.Where(j => j.Verdict == Verdict.Regressed).Select(j => j.Comparison)
            .ToLookup(c => byName.Names.Any(name => IsAbout(name, c.Id)));
        List<AcceptedRegression> inConfig = [.. judgements.Where(j => j.Verdict == Verdict.Accepted).Select(j => InConfig(j.Comparison, user, today))];
        List<AcceptedRegression> named = [.. regressed[true].Select(c => new AcceptedRegression(
            c.Id, c.Metric.Name, ShareOf(c), byName.Reason, user, today, byName.Until))];
        Accepted = [.. inConfig, .. named];
        List<Diagnostic> refusals = [.. (result?.Diagnostics ?? []).Where(d => IsAboutStoring(d.Code)), .. regressed[false].Select(Refused)];
        IsRefused = refusals.Exists(d => d.Severity == Severity.Error);
        Diagnostics =
        [
            .. byName.Names.Where(name => !Accepted.Any(a => IsAbout(name, a.Id))).Select(Unneeded),
            .. IsRefused ? [] : (IEnumerable<Diagnostic>)[.. inConfig.Select(a => Absorbed(a, "Its acceptance is moot now: remove it from perfgate.json")), .. named.Select(a => Absorbed(a, null))],
            .. refusals.OrderBy(d => d.Severity),
        ];
    }

    /// <summary>What is taken in on purpose.</summary>
    public IReadOnlyList<AcceptedRegression> Accepted { get; }

    /// <summary>What is to be said, errors last.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether nothing is to be stored, as there is an error.</summary>
    public bool IsRefused { get; }

    private static AcceptedRegression InConfig(Comparison c, string user, DateOnly today) => new(
        c.Id, c.Metric.Name, ShareOf(c), c.Accepted!.Reason, c.Accepted.By ?? user, c.Accepted.Since ?? today, c.Accepted.Until);

    private static bool IsAbout(Glob name, BenchmarkId id) => name.Matches(id) || name.Pattern == id.ToString();

    // What was lost, is new or could not be decided does not matter to a baseline; what failed while it was measured again does.
    private static bool IsAboutStoring(DiagnosticCode code) => (code.ToExitCode() == ExitCode.SuiteFailed && code is not (DiagnosticCode.PG2006 or DiagnosticCode.PG2013)) || code
        is DiagnosticCode.PG3006 or DiagnosticCode.PG3007 or DiagnosticCode.PG3008 or DiagnosticCode.PG3009 or DiagnosticCode.PG3010
        or DiagnosticCode.PG3011 or DiagnosticCode.PG4007 or DiagnosticCode.PG4010 or DiagnosticCode.PG4011;

    private static double? ShareOf(Comparison c) =>
        c.Ratio is { } ratio ? (c.Metric.Direction == MetricDirection.LowerIsBetter ? ratio : 1 / ratio) - 1 : null;

    private static Diagnostic Refused(Comparison c)
    {
        var metric = c.Metric;
        return Diagnostic.Error(
            DiagnosticCode.PG4012,
            $"'{c.Id}' would be stored with a regression: {metric.Name} is {(c.Ratio is null ? "worse than" : $"{Format.Ratio(c.Ratio)} times")} the baseline's",
            $"{Format.Change(c.Baseline!.Value, c.Candidate!.Value, metric)}{(c.Interval is { } i ? $", 95 % interval {Format.Interval(i)}" : "")}; nothing was stored",
            $"If it is intended: `dotnet perfgate baseline update --accept {Shell.Quote(c.Id.ToString())} --reason TEXT`");
    }

    private static Diagnostic Absorbed(AcceptedRegression accepted, string? remedy) => new(
        DiagnosticCode.PG3011, Severity.Note, $"the baseline takes in an accepted regression of '{accepted.Id}'", BaselineTable.Describe(accepted), remedy);

    private static Diagnostic Unneeded(Glob name) => Diagnostic.Warning(
        DiagnosticCode.PG4011, $"--accept '{name}' matches no regression", null, "Correct the name, or leave it out");
}
