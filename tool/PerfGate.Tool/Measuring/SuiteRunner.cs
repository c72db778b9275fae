using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics.Ranks;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Measuring;

/// <summary>Measures suites: one alone, or two states of one in turn.</summary>
/// <param name="progress">Where to say how far it is.</param>
/// <param name="warn">Told what went wrong without spoiling what is measured.</param>
/// <param name="suiteLog">Where the suites' own output goes too, or null.</param>
internal sealed class SuiteRunner(ProgressLine progress, Action<Diagnostic> warn, TextWriter? suiteLog)
{
    // Allocation is counted once a start: three tell what repeats.
    private const int StartsToKeep = 3;

    /// <summary>Measures a suite. It stops at the first launch in which something failed.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="isOver">Asked after each start whether that is enough; null for all of the plan.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was measured, with what failed.</returns>
    /// <exception cref="PerfGateException">Nothing could be measured at all; codes of the 1000s and 2000s.</exception>
    public Task<SuiteRun> RunAsync(MeasurePlan plan, Func<SuiteRun, bool>? isOver, CancellationToken cancellation) => GuardAsync(plan, async () =>
    {
        progress.Say(plan.Build ? $"building {plan.Suite.Name}" : $"taking {plan.Suite.Name} as it was built");
        using var session = await OpenAsync(plan, cancellation);
        progress.StartMeasuring();
        var inOneStart = plan.Suite.Isolation == Isolation.InProcess ? 1 : (plan.Launches + StartsToKeep - 1) / StartsToKeep;
        var steps = new LaunchSteps(plan, _ => inOneStart);
        for (var before = 0; steps.Next() is > 0 and var inside && !session.HasFailed; before = steps.Done)
        {
            await session.StartAsync(inside, null, Report(LabelOf(plan, null, before, steps.Done), before, steps.Done, plan.Launches), cancellation);
            if (isOver is not null && !session.HasFailed && isOver(session.ToRun()))
            {
                break;
            }
        }

        progress.Clear();
        return session.ToRun();
    }, cancellation);

    /// <summary>
    /// Measures two states of a suite in turn, in blocks whose order is drawn (<see cref="Blocks"/>): what disturbs the machine for longer than a block
    /// disturbs both alike.
    /// </summary>
    /// <param name="before">The state to judge against.</param>
    /// <param name="after">The state to judge; its looks and its budget are those of both.</param>
    /// <param name="random">Draws the order of each block.</param>
    /// <param name="undecided">Asked at each look which benchmarks to measure on; null to measure all of them on.</param>
    /// <param name="cancellation">Stops it.</param>
    public Task<(SuiteRun Before, SuiteRun After)> RunInTurnAsync(
        MeasurePlan before, MeasurePlan after, Random random, Func<SuiteRun, SuiteRun, IReadOnlySet<BenchmarkId>>? undecided,
        CancellationToken cancellation) => GuardAsync(after, async () =>
    {
        progress.Say($"building {after.Suite.Name} in both states");
        using var ours = await OpenAsync(after, cancellation);
        var withOurs = before with { Harness = (ours as SuiteSession)?.Harness };
        using var theirs = await OtherState.GuardAsync(before, () => OpenAsync(withOurs, cancellation));
        progress.StartMeasuring();
        var steps = new LaunchSteps(after, done => Blocks.Next(done, after.Launches));
        var ofBoth = after with { Launches = 2 * after.Launches };
        IReadOnlySet<BenchmarkId>? open = null;
        var started = new HashSet<ISuiteSession>();
        for (var done = 0; steps.Next() is > 0 and var size && !theirs.HasFailed && !ours.HasFailed; done = steps.Done)
        {
            (MeasurePlan Plan, ISuiteSession Session)[] order = [.. Enumerable.Repeat((before, theirs), size), .. Enumerable.Repeat((after, ours), size)];
            random.Shuffle(order);
            // A start makes one launch: several of one start would count as one. After a failure only that is wanted of which nothing is known.
            foreach (var (i, (plan, session)) in order.Index().Where(start => (!theirs.HasFailed && !ours.HasFailed) || started.Add(start.Item.Session)))
            {
                started.Add(session);
                var made = (2 * done) + i;
                await OtherState.GuardAsync(plan, () => session.StartAsync(
                    1, open, Report(LabelOf(ofBoth, open, made, made + 1), made, made + 1, ofBoth.Launches), cancellation));
            }

            if (undecided is not null && steps.IsLook && !theirs.HasFailed && !ours.HasFailed)
            {
                open = Narrow(undecided(theirs.ToRun(), ours.ToRun()), ours.ToRun());
            }

            if (open?.Count == 0)
            {
                break;
            }
        }

        progress.Clear();
        return (theirs.ToRun(), ours.ToRun());
    }, cancellation);

    /// <summary>Builds a suite of BenchmarkDotNet's and asks what it has, while nobody measures here.</summary>
    /// <param name="plan">Which benchmarks.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The full names of its methods, in ordinal order.</returns>
    /// <exception cref="PerfGateException">It cannot be measured; codes of the 1000s and 2000s.</exception>
    public Task<IReadOnlyList<string>> ListAsync(MeasurePlan plan, CancellationToken cancellation) => GuardAsync(plan, () =>
    {
        progress.Say(plan.Build ? $"building {plan.Suite.Name}" : $"taking {plan.Suite.Name} as it was built");
        return SuiteSession.ListAsync(plan, cancellation);
    }, cancellation);

    private async Task<ISuiteSession> OpenAsync(MeasurePlan plan, CancellationToken cancellation) => plan.Suite.Command is null
        ? await SuiteSession.OpenAsync(plan, warn, suiteLog, cancellation)
        : await CommandSession.OpenAsync(plan, warn, suiteLog, cancellation);

    // Null for all: then the suite runs as it ran before.
    private static IReadOnlySet<BenchmarkId>? Narrow(IReadOnlySet<BenchmarkId> undecided, SuiteRun run) =>
        run.Benchmarks.All(undecided.Contains) ? null : run.Benchmarks.Where(undecided.Contains).ToHashSet();

    private static string LabelOf(MeasurePlan plan, IReadOnlySet<BenchmarkId>? open, int before, int after)
    {
        var launches = after == before + 1 ? $"launch {after}" : $"launches {before + 1} to {after}";
        return $"{plan.Suite.Name}: {launches} of {plan.Launches}{(open is null ? "" : $", {open.Count} undecided")}";
    }

    private Action<double> Report(string label, int start, int end, int all) => inside =>
        progress.Report(label, (start + (inside * (end - start))) / all, isStep: inside >= 1 || end - start > 1);

    private async Task<T> GuardAsync<T>(MeasurePlan plan, Func<Task<T>> measure, CancellationToken cancellation)
    {
        try
        {
            using var machine = await MachineLock.TakeAsync(progress, warn, cancellation);
            LeftOvers.Remove(warn);
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
