using PerfGate.Configuration;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Statistics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>How <c>check</c> spends launches: a few to search for suspects, and launches in turn until each of them is proved or dismissed.</summary>
/// <param name="stopsEarly">Whether to stop measuring what is decided.</param>
/// <param name="budget">How long measuring may take, or null for the launches of the configuration.</param>
internal sealed class LaunchPlanner(bool stopsEarly, TimeSpan? budget)
{
    // A search needs few: on recorded noise five launches make a suspect of four in five benchmarks that are 10 % slower.
    private const int LaunchesOfScreen = 5;

    // Few suspects are left for the last rounds, so many rounds cost little. BenchmarkDotNet's own toolchain builds for seconds before each.
    private const int Rounds = 48;
    private const int RoundsOfProcesses = 24;
    private const int RoundsWithBudget = 96;

    // Who asks for launches asks for so many of the search; proving takes more.
    private const int RoundsForLaunch = 2;

    // What is left of a budget is for confirming.
    private const double ShareOfScreen = 1.0 / 3;

    /// <summary>The plans of the screen: with a budget, of each suite an equal share of the time.</summary>
    public IEnumerable<MeasurePlan> ForScreen(Measurement measurement, bool confirms) => measurement.Suites.Select(suite => measurement.PlanFor(suite)).Select(plan => plan with
    {
        Launches = confirms && stopsEarly && measurement.AskedLaunches is null ? Math.Min(LaunchesOfScreen, plan.Launches) : plan.Launches,
        Budget = Share(confirms ? ShareOfScreen : 1, measurement.Suites.Count),
    });

    /// <summary>The plan that measures a suite's suspects again, in no fewer rounds than can confirm anything.</summary>
    public MeasurePlan ForConfirming(Measurement measurement, SuiteConfig suite, int suites, int least) =>
        InRounds(measurement, suite, Share(1 - ShareOfScreen, suites), least);

    /// <summary>Which benchmarks to measure on, where measuring stops early; else null.</summary>
    /// <param name="policy">How to judge.</param>
    /// <param name="suites">How many suites are measured.</param>
    public Func<GateInput, IReadOnlySet<BenchmarkId>>? Undecided(GatePolicy policy, int suites) => !stopsEarly ? null
        : input => EarlyStop.Undecided(Gate.Judge([input], policy), input.Looks, policy, suites);

    private TimeSpan? Share(double ofBudget, int suites) => budget * ofBudget / suites;

    private MeasurePlan InRounds(Measurement measurement, SuiteConfig suite, TimeSpan? time, int least)
    {
        var rounds = Math.Max(least, budget is not null ? RoundsWithBudget
            : measurement.AskedLaunches is { } launches ? RoundsForLaunch * launches
            : suite.Isolation == Isolation.InProcess ? Rounds : RoundsOfProcesses);
        return measurement.PlanFor(suite) with
        {
            Launches = rounds,
            Budget = time,
            Looks = stopsEarly ? Looks.Before(rounds) : Looks.OnlyAtTheEnd,
        };
    }
}
