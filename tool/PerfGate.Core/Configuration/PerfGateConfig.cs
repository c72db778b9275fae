using System.Collections.Immutable;
using PerfGate.Policies;
using PerfGate.Studies;

namespace PerfGate.Configuration;

/// <summary>What perfgate.json says, checked.</summary>
/// <param name="Suites">The suites; names are distinct.</param>
/// <param name="Baselines">Where baselines live.</param>
/// <param name="Policy">How to judge.</param>
public sealed record PerfGateConfig(ImmutableArray<SuiteConfig> Suites, BaselineConfig Baselines, GatePolicy Policy)
{
    /// <summary>Which arms a study compares, or null where no study is declared.</summary>
    public Study? Study { get; init; }

    /// <summary>Whether each check, run and update of a baseline adds its session to the history of the repository.</summary>
    public bool KeepsHistory { get; init; }
}

/// <summary>One suite of benchmarks.</summary>
/// <param name="Name">Its name: in baselines, reports and <c>--suite</c>.</param>
/// <param name="Project">The project file or its folder, relative to perfgate.json; null where the suite is a command.</param>
/// <param name="Framework">The target framework to build, or null where the project has one only.</param>
/// <param name="Filters">BenchmarkDotNet's filters: a benchmark is measured that matches any of them; at least one.</param>
/// <param name="Isolation">What a launch is.</param>
/// <param name="Launches">How many launches to measure; at least 1.</param>
/// <param name="QuickLaunches">How many with <c>--quick</c>; at least 1.</param>
/// <param name="Arguments">Further arguments for BenchmarkDotNet.</param>
public sealed record SuiteConfig(
    string Name, string? Project, string? Framework, ImmutableArray<string> Filters, Isolation Isolation, int Launches, int QuickLaunches,
    ImmutableArray<string> Arguments)
{
    /// <summary>The command that measures; null where the suite is a project with BenchmarkDotNet.</summary>
    public SuiteCommand? Command { get; init; }

    /// <summary>How long one launch may take; null to go by what launches took, see <see cref="LaunchLimit"/>.</summary>
    public TimeSpan? LaunchTimeout { get; init; }
}

/// <summary>A suite that is any command: each start of it is a launch, and writes PerfGate's plain format or hyperfine's.</summary>
/// <param name="Start">The program and its arguments; a path is relative to perfgate.json.</param>
/// <param name="Build">The program and its arguments that build it; empty where there is nothing to build.</param>
public sealed record SuiteCommand(ImmutableArray<string> Start, ImmutableArray<string> Build);

/// <summary>Where baselines live and how many sessions they keep.</summary>
/// <param name="Path">The folder, relative to perfgate.json, or the address of a database.</param>
/// <param name="IsRequired">Whether a check without any baseline fails.</param>
/// <param name="Sessions">How many sessions of each benchmark to keep; at least 1.</param>
public sealed record BaselineConfig(string Path, bool IsRequired, int Sessions);

/// <summary>What a launch is.</summary>
public enum Isolation
{
    /// <summary>BenchmarkDotNet starts a process for each benchmark and launch (its default toolchain).</summary>
    Process,

    /// <summary>One process goes through the whole suite; a launch is one such process. Much faster to start.</summary>
    InProcess,
}
