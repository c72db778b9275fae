using PerfGate.Configuration;
using PerfGate.Formatting;
using PerfGate.Results;

namespace PerfGate.Tool.Setup;

/// <summary>What a trial of a suite found.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Settings">How it was measured, and is proposed to be.</param>
/// <param name="Run">What was measured, with what failed; null where nothing could be.</param>
/// <param name="Launch">About how long a launch of the whole suite takes.</param>
/// <param name="Tried">How many methods were measured.</param>
/// <param name="All">How many there are.</param>
/// <param name="Detects">From which slowdown on five launches make a suspect that is proved, of the benchmark in the middle; as a share, null if they cannot tell.</param>
internal sealed record TrialResult(FoundSuite Suite, SuiteSettings Settings, SuiteRun? Run, TimeSpan Launch, int Tried, int All, double? Detects)
{
    private static readonly TimeSpan LongCheck = TimeSpan.FromMinutes(3);

    /// <summary>Whether something failed, or all of it did.</summary>
    public bool HasFailed => Run is null or { Failures.IsEmpty: false };

    /// <summary>A suite that could not be tried: it keeps the usual settings.</summary>
    public static TrialResult Failed(FoundSuite suite) => new(suite, SuiteSettings.Usual, null, TimeSpan.Zero, 0, 0, null);

    /// <summary>It in a sentence or two.</summary>
    public override string ToString() =>
        $"{Suite.Name}: {(Settings.Isolation == Isolation.InProcess ? "in one process" : "a process for each benchmark")}, {Settings.Iterations} iterations of {Settings.IterationTime} ms. "
        + $"{Trial.Launches} launches of {Format.Count(All, "benchmark method")} take about {Duration.Format(Trial.Launches * Launch)}, and "
        + $"{(Detects is { } share ? $"see slowdowns of {Format.Percent(share)} and more" : "see no slowdown for certain: the machine is too noisy, or the launches are too few")}"
        + $"{(Tried < All ? $" (from {Tried} of them)" : "")}."
        + $"{(Trial.Launches * Launch > LongCheck ? " That is long for every change: let \"filter\" in perfgate.json name the benchmarks that matter." : "")}";
}
