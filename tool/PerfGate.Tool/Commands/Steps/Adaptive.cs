using PerfGate.Configuration;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>How <c>check</c> spends launches: no more than it takes to decide, and no longer than it may.</summary>
/// <param name="stopsEarly">Whether to stop measuring what is decided.</param>
/// <param name="budget">How long measuring may take, or null for the launches of the configuration.</param>
internal sealed class Adaptive(bool stopsEarly, TimeSpan? budget)
{
    // Beyond this the stored baseline, which has no more launches than the plan, is what limits the test.
    private const int MostWithBudget = 3;

    // A round gives a paired test one bit, and two launches give an unpaired one more: so twice as many rounds as launches.
    private const int RoundsInTurn = 2;

    // What is left of a budget is for confirming.
    private const double ShareOfScreen = 2.0 / 3;

    /// <summary>The plans of the screen: with a budget, of each suite an equal share of the time.</summary>
    public IEnumerable<MeasurePlan> ForScreen(Measurement measurement, bool confirms) => measurement.Suites.Select(suite => WithLooks(
        measurement.PlanFor(suite), 1, Share(confirms ? ShareOfScreen : 1, measurement.Suites.Count)));

    /// <summary>The plans that measure in turn with the commit that is judged against, without a screen.</summary>
    public IEnumerable<MeasurePlan> ForJudgingInTurn(Measurement measurement) => measurement.Suites.Select(suite => WithLooks(
        measurement.PlanFor(suite), RoundsInTurn, Share(1, measurement.Suites.Count)));

    /// <summary>The plan that measures a suite's suspects again, in no fewer rounds than can confirm anything.</summary>
    public MeasurePlan ForConfirming(Measurement measurement, SuiteConfig suite, int suites, int least) =>
        WithLooks(measurement.PlanFor(suite), RoundsInTurn, Share(1 - ShareOfScreen, suites), least);

    /// <summary>Which benchmarks to measure on, where measuring stops early; else null.</summary>
    /// <param name="policy">How to judge.</param>
    /// <param name="suites">How many suites are measured.</param>
    public Func<GateInput, IReadOnlySet<BenchmarkId>>? Undecided(GatePolicy policy, int suites) => !stopsEarly ? null
        : input => EarlyStop.Undecided(Gate.Judge([input], policy), suites);

    private TimeSpan? Share(double ofBudget, int suites) => budget * ofBudget / suites;

    private MeasurePlan WithLooks(MeasurePlan plan, int times, TimeSpan? time, int least = 1)
    {
        var launches = Math.Max(least, plan.Launches * (budget is null ? times : MostWithBudget));
        return plan with
        {
            Launches = launches,
            Budget = time,
            Looks = !stopsEarly ? Looks.OnlyAtTheEnd
                : plan.Suite.Isolation == Isolation.InProcess ? Looks.Before(launches) : Looks.FewBefore(launches),
        };
    }
}
