using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Studies;

/// <summary>Sorts the benchmarks of a run into operations and arms, and compares them launch by launch.</summary>
public static class StudyComparer
{
    /// <summary>Compares the arms of a study.</summary>
    /// <param name="study">What to compare.</param>
    /// <param name="runs">What was measured, one run for each suite; at least one.</param>
    /// <exception cref="PerfGateException">PG2016: no two arms that are compared were both measured.</exception>
    public static StudyResult Compare(Study study, IReadOnlyList<SuiteRun> runs)
    {
        var cases = runs.SelectMany(run => run.Benchmarks.Select(id => CaseOf(study, run, id))).OfType<Case>().ToList();
        var names = GroupNames.Of(cases.Select(c => c.Class).Distinct());
        ImmutableArray<StudyGroup> groups =
        [
            .. cases.GroupBy(c => names[c.Class])
                .OrderBy(g => g.Key.Name, StringComparer.Ordinal)
                .Select(g => new StudyGroup(g.Key.Name, g.Key.FileName, OperationsOf(study, g))),
        ];
        var result = new StudyResult(
            study, [.. runs], groups, [.. runs.SelectMany(run => run.Benchmarks).Where(id => study.Split(id) is null)]);
        return result.Findings.Any() ? result : throw NothingCompared(result);
    }

    private static Case? CaseOf(Study study, SuiteRun run, BenchmarkId id) =>
        study.Split(id) is var (arm, operation) && run.Find(id, Metric.Time.Name) is { } time
            ? new Case(
                (run.Suite, id.Namespace, id.Type),
                operation,
                id.Job.Length == 0 ? id.Parameters : $"{id.Parameters} [{id.Job}]".TrimStart(),
                new ArmSample(
                    arm, [.. LaunchSummary.Minima(time.Sample)], [.. run.Measured.Where(m => m.Id == id && m.Metric.Name != Metric.Time.Name)]))
            : null;

    private static ImmutableArray<StudyOperation> OperationsOf(Study study, IEnumerable<Case> cases) =>
    [
        .. cases.GroupBy(c => c.Operation)
            .OrderBy(operation => operation.Key, StringComparer.Ordinal)
            .Select(operation => new StudyOperation(operation.Key,
            [
                .. operation.GroupBy(c => c.Parameters)
                    .OrderBy(row => row.Key, NumericOrder.Instance)
                    .Select(row => RowOf(study, row.Key, [.. row.Select(c => c.Sample).OrderBy(sample => study.Arms.IndexOf(sample.Arm))])),
            ])),
    ];

    private static StudyRow RowOf(Study study, string parameters, ImmutableArray<ArmSample> arms)
    {
        var byArm = arms.ToDictionary(sample => sample.Arm);
        return new StudyRow(parameters, arms,
        [
            .. from pair in study.Comparisons
               where byArm.ContainsKey(pair.Arm) && byArm.ContainsKey(pair.Against)
               let speedup = PairedRatio.Of(byArm[pair.Against].Launches, byArm[pair.Arm].Launches)
               select new StudyComparison(pair, speedup, study.Judge(speedup.Interval)),
        ]);
    }

    private static PerfGateException NothingCompared(StudyResult result) => new(
        DiagnosticCode.PG2016,
        result.Groups.IsEmpty ? "no benchmark of the run belongs to an arm of the study" : "the run has no two arms of one operation that the study compares",
        $"the arms end with {string.Join(", ", result.Study.Arms.Select(arm => arm.Suffix))}; the run has {Some(result.Runs)}",
        "Correct \"study\" in perfgate.json, or measure the suite that it is about");

    private static string Some(IEnumerable<SuiteRun> runs) =>
        Formatting.Format.Some([.. runs.SelectMany(run => run.Benchmarks).Select(id => id.MethodName).Distinct()]);

    private sealed record Case((string Suite, string Namespace, string Type) Class, string Operation, string Parameters, ArmSample Sample);
}
