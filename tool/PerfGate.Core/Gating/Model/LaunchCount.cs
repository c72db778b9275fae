using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Gating.Model;

/// <summary>What measuring took: a launch of a benchmark is one of each.</summary>
/// <param name="Spent">The launches of all benchmarks.</param>
/// <param name="Planned">What a fixed plan would have taken.</param>
/// <param name="ToConfirm">The launches that measured suspects again, of both sides.</param>
public sealed record LaunchCount(int Spent, int Planned, int ToConfirm)
{
    /// <summary>Counts; null where nobody planned.</summary>
    internal static LaunchCount? Of(IReadOnlyList<GateInput> inputs, IReadOnlyList<Confirmation> confirmations) =>
        inputs.All(input => input.PlannedLaunches == 0)
            ? null
            : new LaunchCount(
                inputs.Sum(input => Times(input).Sum(m => m.Sample.Launches.Length)),
                inputs.Sum(input => Times(input).Count() * input.PlannedLaunches),
                confirmations.Sum(c => c.Launches));

    private static IEnumerable<Measured> Times(GateInput input) => input.Candidate.Measured.Where(m => m.Metric == Metric.Time);
}
