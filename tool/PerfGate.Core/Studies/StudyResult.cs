using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Studies;

/// <summary>What a run says about the arms of a study, with all that a report shows.</summary>
/// <param name="Study">What was asked.</param>
/// <param name="Runs">What was measured; one for each suite, all of one environment.</param>
/// <param name="Groups">The classes with benchmarks that belong to an arm, by name.</param>
/// <param name="LeftOut">The benchmarks that belong to no arm.</param>
public sealed record StudyResult(
    Study Study, ImmutableArray<SuiteRun> Runs, ImmutableArray<StudyGroup> Groups, ImmutableArray<BenchmarkId> LeftOut)
{
    /// <summary>Every comparison, in the order of the groups.</summary>
    public IEnumerable<StudyFinding> Findings =>
        from g in Groups
        from operation in g.Operations
        from row in operation.Rows
        from comparison in row.Comparisons
        select new StudyFinding(g, operation, row, comparison);

    /// <summary>Whether the run has a benchmark of an arm.</summary>
    public bool Has(StudyArm arm) => Groups.Any(g => g.ArmsOf([arm]).Any());

    /// <summary>The comparisons of one pair.</summary>
    public ImmutableArray<StudyFinding> FindingsOf(StudyPair pair) => [.. Findings.Where(finding => finding.Comparison.Pair == pair)];
}
