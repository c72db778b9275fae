using System.Diagnostics;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Setup;

/// <summary>Measures a few benchmarks of a suite for a short time, to propose how it is measured and to tell what that costs and detects.</summary>
/// <param name="root">What the suite's path is relative to.</param>
/// <param name="runner">Measures.</param>
/// <param name="say">Told what is being tried.</param>
internal sealed class Trial(string root, SuiteRunner runner, Action<string> say)
{
    /// <summary>How many launches a check searches with, and a trial makes.</summary>
    public const int Launches = 5;

    private const int MethodsToTry = 4;

    // What a detection needs to be drawn from.
    private const int LeastLaunches = 3;

    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(40);

    // Five launches are to take no longer than a coffee break.
    private static readonly TimeSpan LongLaunch = TimeSpan.FromSeconds(60);

    /// <summary>Tries a suite.</summary>
    /// <exception cref="PerfGateException">It cannot be measured at all; codes of the 1000s and 2000s.</exception>
    public async Task<TrialResult> RunAsync(FoundSuite suite, CancellationToken cancellation)
    {
        var usual = suite.With(SuiteSettings.Usual);
        say($"building {suite.Name}");
        var built = await SuiteBuilder.BuildAsync(usual, root, build: true, cancellation);
        var listing = Stopwatch.StartNew();
        var methods = (await new SuiteListing(built, suite.Name, null).ListAsync(["*"], cancellation)).Distinct().ToList();
        listing.Stop();
        var few = Spread(methods);
        var (tried, stopped) = await TryOrStopAsync(suite, SuiteSettings.Usual, few, methods.Count, listing.Elapsed, cancellation);
        if (tried is null or { HasFailed: true })
        {
            say($"{suite.Name} fails in one process: trying a process for each benchmark");
            var (apart, _) = await TryOrStopAsync(suite, SuiteSettings.Usual with { Isolation = Isolation.Process }, few, methods.Count, listing.Elapsed, cancellation);
            // What fails both ways fails for a reason of its own.
            return apart is { HasFailed: false } ? apart : tried ?? throw stopped!;
        }

        return tried.Launch <= LongLaunch ? tried
            : await TryAsync(suite, SuiteSettings.Usual.Shorter, few, methods.Count, listing.Elapsed, cancellation);
    }

    private async Task<(TrialResult? Tried, PerfGateException? Stopped)> TryOrStopAsync(
        FoundSuite suite, SuiteSettings settings, IReadOnlyList<string> few, int all, TimeSpan start, CancellationToken cancellation)
    {
        try
        {
            return (await TryAsync(suite, settings, few, all, start, cancellation), null);
        }
        catch (PerfGateException e)
        {
            return (null, e);
        }
    }

    private async Task<TrialResult> TryAsync(
        FoundSuite suite, SuiteSettings settings, IReadOnlyList<string> few, int all, TimeSpan start, CancellationToken cancellation)
    {
        say($"trying {few.Count} of {all} benchmarks of {suite.Name}");
        var plan = new MeasurePlan(suite.With(settings), root, few.Count == 0 ? ["*"] : few, Launches, [], Build: false, Artifacts: null);
        var clock = Stopwatch.StartNew();
        var share = (double)all / Math.Max(1, few.Count);
        TimeSpan LaunchOf(SuiteRun run) => (clock.Elapsed - start) / Math.Max(1, run.LongestSample) is var launch && launch > start ? start + ((launch - start) * share) : launch * share;
        // Settings that take too long are not tried to the end.
        var run = await runner.RunAsync(
            plan, run => (settings == SuiteSettings.Usual && LaunchOf(run) > LongLaunch) || (clock.Elapsed > Enough && run.LongestSample >= LeastLaunches), cancellation);
        return new TrialResult(suite, settings, run, LaunchOf(run), few.Count, all, Detects(run, share));
    }

    // Of the benchmark in the middle: one noisy benchmark says little about the rest.
    private static double? Detects(SuiteRun run, double share)
    {
        var times = run.Measured.Where(m => m.Metric == Metric.Time).Select(m => LaunchSummary.Minima(m.Sample)).Where(minima => minima.Length >= LeastLaunches).ToList();
        var (policy, comparisons) = (GatePolicy.Default, (int)Math.Max(1, times.Count * share));
        return times.Count == 0 ? null
            : LaunchSummary.Median([.. times.Select(minima =>
                Detection.Of(minima, [.. minima, .. minima], 1, policy.MinimumEffect, policy.Alpha, comparisons) ?? double.PositiveInfinity)]) is var middle && double.IsFinite(middle) ? middle : null;
    }

    // Of all types: they stand one after the other in the list.
    private static List<string> Spread(List<string> methods) =>
        [.. Enumerable.Range(0, Math.Min(MethodsToTry, methods.Count)).Select(i => methods[i * methods.Count / Math.Min(MethodsToTry, methods.Count)])];
}
