using System.Collections.Immutable;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Setup;

/// <summary>A project with benchmarks, and what is known of it before it is built.</summary>
/// <param name="Project">What MSBuild says of it, of the framework to measure.</param>
/// <param name="Path">The project, as perfgate.json names it.</param>
/// <param name="Name">The suite's name.</param>
/// <param name="Framework">The framework to measure, where the project has several; else null.</param>
/// <param name="Findings">What to mend first, or to know.</param>
internal sealed record FoundSuite(ProjectFacts Project, string Path, string Name, string? Framework, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Whether something has to be mended before it can be measured.</summary>
    public bool IsStopped => Findings.Any(finding => finding.Severity == Severity.Error);

    /// <inheritdoc/>
    public override string ToString() => Framework is null ? Path : $"{Path}, on {Framework} (of {string.Join(", ", Project.Frameworks)}; --framework takes another)";

    /// <summary>It as a suite, with settings.</summary>
    public SuiteConfig With(SuiteSettings settings) => new(
        Name, Path, Framework, ["*"], settings.Isolation, ConfigReader.DefaultLaunches, Math.Max(1, ConfigReader.DefaultLaunches / 4), settings.Arguments);
}
