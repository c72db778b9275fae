using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Machines;

/// <summary>Whether what a check needs beside the suite is here.</summary>
public static class StoreChecks
{
    private const string Confirming = "confirming suspects";

    /// <summary>Whether a suite has a baseline that its times may be judged against here.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="baselines">Every stored baseline.</param>
    /// <param name="processor">This processor's model.</param>
    /// <param name="cores">How many logical cores there are.</param>
    /// <param name="architecture">The process architecture, as <see cref="HostEnvironment.Architecture"/>.</param>
    public static Finding Baseline(
        SuiteConfig suite, IReadOnlyList<Baseline> baselines, Reading<string> processor, int cores, string architecture)
    {
        var subject = $"baseline of {suite.Name}";
        // What only a run tells (runtime, operating system as BenchmarkDotNet spells it) is left open.
        var here = new HostEnvironment(processor.Problem is null ? processor.Value : "", cores, "", architecture, "");
        var ofSuite = baselines.Select(b => b.ForSuite(suite.Name)).OfType<Baseline>().ToList();
        return ofSuite.Find(b => b.Environment.IsComparableTo(here)) is not { } fitting
            ? Finding.Warning(
                subject, DiagnosticCode.PG2036, $"there is no baseline of suite '{suite.Name}' for this machine",
                ofSuite.Count == 0 ? "there is none at all" : $"there are: {string.Join("; ", ofSuite.Select(b => b.Environment))}",
                "Store one with `dotnet perfgate baseline update`, or judge with `check --against REF`, which needs none")
            : processor.Problem is { } problem
                ? Finding.Unread(subject, $"the processor's model: {problem}; the baseline's is {fitting.Environment.Processor}")
                : Finding.Fine(subject, fitting.Environment.Key.Value);
    }

    /// <summary>Whether suspects can be confirmed here.</summary>
    /// <param name="isShallow">Whether the repository holds a part of its history only.</param>
    /// <param name="baselines">Every stored baseline.</param>
    /// <param name="isKnown">Whether git has a commit.</param>
    public static Finding Commits(Reading<bool> isShallow, IReadOnlyList<Baseline> baselines, Func<string, bool> isKnown)
    {
        if (isShallow.Problem is { } problem)
        {
            return Cannot(problem, "Install git and measure inside a repository; without, a verdict rests on the stored baseline alone");
        }

        var commits = baselines.SelectMany(b => b.Sessions).Select(s => s.Provenance.Commit).OfType<CommitInfo>().Distinct().ToList();
        return commits.Find(commit => !isKnown(commit.Hash)) is { } unknown
            ? Cannot($"git does not know {unknown.Short}{(isShallow.Value ? ": the clone is shallow" : "")}", "Fetch the whole history: `git fetch --unshallow`; in CI, check out with full depth")
            : isShallow.Value ? Cannot("the clone is shallow", "Fetch the whole history: `git fetch --unshallow`; in CI, check out with full depth")
            : commits.Find(commit => commit.IsDirty) is { } dirty
                ? Cannot($"a baseline was measured at {dirty.Short} with uncommitted changes", "Store baselines of committed states")
                : Finding.Fine(Confirming, "git has the baselines' commits");
    }

    private static Finding Cannot(string evidence, string remedy) => Finding.Warning(
        Confirming, DiagnosticCode.PG2035, "suspects cannot be measured again in turn with the baseline's commit", evidence, remedy);
}
