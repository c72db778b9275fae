using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>A session that is to be stored.</summary>
/// <param name="Run">What was measured.</param>
/// <param name="Selection">The filters that chose it.</param>
/// <param name="Elsewhere">What they chose, too, and another model of machine measured.</param>
internal sealed record NewSession(SuiteRun Run, IReadOnlyList<Glob> Selection, IReadOnlyList<ShardUnit> Elsewhere)
{
    /// <summary>Whether it was asked for a benchmark: one that it was asked for and does not have was removed on purpose.</summary>
    public bool IsAsked(BenchmarkId id) => Selection.Any(glob => glob.Matches(id)) && !Elsewhere.Any(unit => unit.Holds(id));

    /// <summary>It beside a stored baseline of its suite.</summary>
    public GateInput Against(Baselines.Baseline? baseline) => new(Run, baseline, Selection)
    {
        Asked = Elsewhere.Count == 0 ? null : Run.Benchmarks.Concat((baseline?.Reference.Select(measured => measured.Id) ?? []).Where(IsAsked)).ToHashSet(),
    };
}
