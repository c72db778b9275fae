using PerfGate.Bisecting;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Searches the commits that made a benchmark worse. Each step is measured in turn with the good commit, and the error is spent over the steps, so that a wrong commit is named in at
/// most alpha of all bisections. An exact metric takes one launch a step.
/// </summary>
internal sealed class Bisection(
    Measurement measurement, SuiteConfig suite, string benchmark, Metric metric, BisectState state, CommandContext context)
{
    private readonly LaunchPlanner _planner = new(stopsEarly: true, budget: null);
    private readonly Dictionary<string, double> _values = [];
    private int _ranges;

    /// <summary>Searches, and searches what is left on both sides of what was found.</summary>
    /// <param name="good">The good commit.</param>
    /// <param name="commits">What comes after it, the bad one last.</param>
    /// <param name="firstOnly">Whether one finding is enough.</param>
    /// <param name="cancellation">Stops it; what was found is kept.</param>
    /// <returns>What was found; empty if the bad commit is not shown to be worse.</returns>
    /// <exception cref="PerfGateException">The good or the bad commit cannot be measured.</exception>
    public async Task<IReadOnlyList<BisectFinding>> SearchAsync(string good, IReadOnlyList<KnownCommit> commits, bool firstOnly, CancellationToken cancellation)
    {
        // Further ranges get what is left of the error: a half, a quarter and so on.
        var ofRange = measurement.Config.Policy.Alpha / Math.Pow(2, firstOnly ? 0 : ++_ranges);
        // A step that is passed over tests nothing.
        var tested = 0;
        double Alpha() => ofRange * CommitSearch.ShareOf(tested, commits.Count);
        await using var tree = await Worktree.CheckOutAsync(measurement.Folder, good, context.WriteOnce, cancellation);
        var whole = await StepAsync(tree, good, commits[^1], badValue: null, boundary: 1 + measurement.Config.Policy.MinimumEffect, isAgain: false, Alpha(), cancellation);
        if (whole.Why is { } why)
        {
            throw new PerfGateException(DiagnosticCode.PG2004, $"the bad commit {commits[^1].Short} cannot be measured", why, "Name one that builds and runs");
        }

        if (whole.Verdict != StepVerdict.Bad)
        {
            return [];
        }

        var search = new CommitSearch(commits.Count);
        var ratio = whole.Ratio;
        var whyNot = new Dictionary<string, string>();
        var step = whole;
        while (search.Next is { } index)
        {
            tested += step.Verdict == StepVerdict.Skipped ? 0 : 1;
            var isAgain = search.IsAgain(index);
            step = await StepAsync(tree, good, commits[index], whole.Value, Math.Sqrt(whole.Ratio), isAgain, Alpha(), cancellation);
            search.Found(index, step.Verdict);
            ratio = step.Verdict == StepVerdict.Bad ? step.Ratio : ratio;
            if (step.Verdict is StepVerdict.Skipped or StepVerdict.Untold)
            {
                whyNot[commits[index].Hash] = step.Why ?? $"it could not be told which side it is on, with {(isAgain ? "twice " : "")}{Format.Count(step.Launches, "launch")}";
            }
        }

        var found = search.Remaining;
        var finding = new BisectFinding([.. found.Select(index => commits[index])], good, ratio, whyNot);
        return firstOnly ? [finding] :
        [
            .. found[0] > 0 && found.Count == 1 ? await SearchAsync(good, [.. commits.Take(found[0])], firstOnly, cancellation) : [],
            finding,
            .. found[^1] < commits.Count - 1 ? await SearchAsync(commits[found[^1]].Hash, [.. commits.Skip(found[^1] + 1)], firstOnly, cancellation) : [],
        ];
    }

    private async Task<BisectedStep> StepAsync(
        Worktree goodTree, string good, KnownCommit commit, double? badValue, double boundary, bool isAgain, double alpha, CancellationToken cancellation)
    {
        var pair = FormattableString.Invariant($"{good} {commit.Hash} {boundary:R}{(isAgain ? " again" : "")}");
        if (state.Steps.TryGetValue(pair, out var known))
        {
            context.Progress.Say($"{commit.Short}: {Words(known)}, as found before");
            return known;
        }

        BisectedStep step;
        try
        {
            await using var tree = await Worktree.CheckOutAsync(measurement.Folder, commit.Hash, context.WriteOnce, cancellation);
            var (before, now) = (PlanIn(goodTree, good, alpha), PlanIn(tree, reference: null, alpha));
            step = metric.Kind == MetricKind.Exact
                ? await ExactAsync(good, before, now, badValue, cancellation)
                : await InTurnAsync(before, now, boundary, alpha, cancellation);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code.ToExitCode() == ExitCode.SuiteFailed || e.Diagnostic.Code is DiagnosticCode.PG1005 or DiagnosticCode.PG1007)
        {
            step = new BisectedStep(StepVerdict.Skipped, 0, 0, e.Diagnostic.Fact);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code == DiagnosticCode.PG3005)
        {
            throw new PerfGateException(DiagnosticCode.PG2004, $"the good commit {good[..7]} cannot be measured", e.Diagnostic.Fact, "Name one that builds and runs");
        }

        context.Progress.Clear();
        context.Progress.Say($"{commit.Short} {commit.Subject}: {Words(step)}");
        state.Keep(pair, step);
        return step;
    }

    // As many rounds as confirm a suspect, and no fewer than can tell at all.
    private MeasurePlan PlanIn(Worktree tree, string? reference, double alpha) =>
        (metric.Kind == MetricKind.Exact ? measurement.PlanFor(suite) with { Launches = 1 } : _planner.ForConfirming(measurement, suite, suites: 1, StepTest.LeastLaunches(alpha))) with
        {
            Root = tree.Root,
            Reference = reference,
            Filters = [benchmark],
            Build = true,
            Assembly = null,
            Artifacts = null,
        };

    private async Task<BisectedStep> InTurnAsync(MeasurePlan before, MeasurePlan after, double boundary, double alpha, CancellationToken cancellation)
    {
        var (good, step) = await Measurement.RunnerFor(context).RunInTurnAsync(
            before, after, Random.Shared,
            (theirs, ours) => Test(theirs, ours, after.Looks)?.Verdict == StepVerdict.Untold ? ours.Benchmarks.ToHashSet() : new HashSet<BenchmarkId>(), cancellation);
        if (step.Failures.FirstOrDefault() is { } failure)
        {
            return new BisectedStep(StepVerdict.Skipped, 0, 0, failure.Diagnostic.Fact);
        }

        if (good.Failures.FirstOrDefault() is { } theirs)
        {
            throw OtherState.Refused(theirs.Diagnostic, before.Reference!);
        }

        return Test(good, step, after.Looks.ClosedAt(step.LongestSample)) is { } test
            ? new BisectedStep(test.Verdict, test.Ratio, step.LongestSample)
            : new BisectedStep(StepVerdict.Skipped, 0, 0, $"it does not measure {metric.Name} of '{benchmark}'");

        StepTest? Test(SuiteRun theirs, SuiteRun ours, Looks looks) => Only(ours) is { } x && theirs.Find(x.Id, metric.Name) is { } y
            ? StepTest.Of(x.Sample, y.Sample, metric.Direction, boundary, alpha, looks)
            : null;
    }

    private async Task<BisectedStep> ExactAsync(string good, MeasurePlan before, MeasurePlan after, double? badValue, CancellationToken cancellation)
    {
        var goodValue = _values.TryGetValue(good, out var known) ? known : _values[good] = await ValueAsync(before, cancellation);
        var value = await ValueAsync(after, cancellation);
        var isWorse = metric.Direction == MetricDirection.LowerIsBetter ? value > goodValue : value < goodValue;
        // The whole range has to differ at all; a step is on the side that its value is nearer to.
        var test = badValue is { } bad ? StepTest.OfExact(value, goodValue, bad) : new StepTest(isWorse ? StepVerdict.Bad : StepVerdict.Good, StepTest.RatioOf(value, goodValue));
        return new BisectedStep(test.Verdict, test.Ratio, 1) { Value = value };
    }

    private async Task<double> ValueAsync(MeasurePlan plan, CancellationToken cancellation)
    {
        var run = await OtherState.GuardAsync(plan, () => Measurement.RunnerFor(context).RunAsync(plan, isOver: null, cancellation));
        return run.Failures.FirstOrDefault() is { } failure ? throw new PerfGateException(failure.Diagnostic)
            : Only(run) is { } measured ? measured.Sample.Launches[0].Iterations.Min()
            : throw new PerfGateException(DiagnosticCode.PG2004, $"it does not measure {metric.Name} of '{benchmark}'");
    }

    private Measured? Only(SuiteRun run) => run.Measured.Where(m => m.Metric.Name == metric.Name).ToList() switch
    {
        [var one] => one,
        [] => null,
        var several => throw new PerfGateException(
            DiagnosticCode.PG1001, $"'{benchmark}' is more than one benchmark", Format.Some([.. several.Select(m => m.Id.ToString())]), "Give the whole name of one, with its parameters"),
    };

    private static string Words(BisectedStep step) => step.Verdict switch
    {
        StepVerdict.Good => $"good (ratio {Format.Ratio(step.Ratio)}, {Format.Count(step.Launches, "launch")})",
        StepVerdict.Bad => $"worse (ratio {Format.Ratio(step.Ratio)}, {Format.Count(step.Launches, "launch")})",
        StepVerdict.Untold => $"not told (ratio {Format.Ratio(step.Ratio)}, {Format.Count(step.Launches, "launch")})",
        _ => $"skipped: {step.Why}",
    };
}
