using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Measuring;

/// <summary>Measures suites: one alone, or two states of one in turn.</summary>
internal sealed class SuiteRunner(ProgressLine progress, TextWriter? suiteLog)
{
    // BenchmarkDotNet's own toolchain builds for nine seconds at each start, so there a start makes several launches.
    private const int StartsOfProcesses = 4;

    /// <summary>Measures a suite. It stops at the first launch in which something failed.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="isEnough">Asked after some of the launches whether they are enough; null to make all of them.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was measured, with what failed.</returns>
    /// <exception cref="PerfGateException">Nothing could be measured at all; codes of the 1000s and 2000s.</exception>
    public Task<SuiteRun> RunAsync(
        MeasurePlan plan, Func<SuiteRun, bool>? isEnough, CancellationToken cancellation) => GuardAsync(plan, async () =>
    {
        progress.Say(plan.Build ? $"building {plan.Suite.Name}" : $"taking {plan.Suite.Name} as it was built");
        using var session = await SuiteSession.OpenAsync(plan, suiteLog, cancellation);
        progress.StartMeasuring();
        var (starts, launchesInside) = plan.Suite.Isolation == Isolation.InProcess ? (plan.Launches, 1) : (1, plan.Launches);
        for (var start = 0; start < starts && !session.HasFailed; start++)
        {
            var label = starts > 1 ? $"{plan.Suite.Name}: launch {start + 1} of {starts}" : plan.Suite.Name;
            await session.StartAsync(launchesInside, Report(label, start, starts), cancellation);
            if (isEnough is not null && !session.HasFailed && EarlyStop.Looks(starts).Contains(start + 1) && isEnough(session.ToRun()))
            {
                break;
            }
        }

        progress.Clear();
        return session.ToRun();
    }, cancellation);

    /// <summary>
    /// Measures two states of a suite in turn, in rounds whose order is drawn: what disturbs the machine for longer than a launch
    /// disturbs both alike.
    /// </summary>
    /// <param name="before">The state to judge against.</param>
    /// <param name="after">The state to judge.</param>
    /// <param name="random">Draws which goes first in each round.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<(SuiteRun Before, SuiteRun After)> RunInTurnAsync(
        MeasurePlan before, MeasurePlan after, Random random, CancellationToken cancellation) => GuardAsync(after, async () =>
    {
        progress.Say($"building {after.Suite.Name} in both states");
        using var theirs = await SuiteSession.OpenAsync(before, suiteLog, cancellation);
        using var ours = await SuiteSession.OpenAsync(after, suiteLog, cancellation);
        progress.StartMeasuring();
        var rounds = after.Suite.Isolation == Isolation.InProcess ? after.Launches : Math.Min(after.Launches, StartsOfProcesses);
        var launchesInside = (after.Launches + rounds - 1) / rounds;
        for (var round = 0; round < rounds && !theirs.HasFailed && !ours.HasFailed; round++)
        {
            SuiteSession[] order = random.Next(2) == 0 ? [theirs, ours] : [ours, theirs];
            var label = $"{after.Suite.Name}: round {round + 1} of {rounds}";
            await order[0].StartAsync(launchesInside, Report(label, 2 * round, 2 * rounds), cancellation);
            await order[1].StartAsync(launchesInside, Report(label, (2 * round) + 1, 2 * rounds), cancellation);
        }

        progress.Clear();
        return (theirs.ToRun(), ours.ToRun());
    }, cancellation);

    private Action<double> Report(string label, int start, int starts) => inside =>
        progress.Report(label, (start + inside) / starts, isStep: inside >= 1 || starts == 1);

    private async Task<T> GuardAsync<T>(MeasurePlan plan, Func<Task<T>> measure, CancellationToken cancellation)
    {
        try
        {
            using var turn = await MachineTurn.TakeAsync(progress, cancellation);
            return await measure();
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG1008, $"the log and results of suite '{plan.Suite.Name}' could not be kept",
                    $"{plan.Artifacts ?? Path.GetTempPath()}: {DiskErrors.Text(e)}", "Make room, or name another folder with --artifacts"),
                e);
        }
    }
}
