using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Measuring;

/// <summary>What stops a suite, as far as its project tells it before anything is built.</summary>
internal static class SuiteProjectCheck
{
    /// <summary>Throws where it is certain that the suite cannot be measured.</summary>
    /// <exception cref="PerfGateException">PG1005, PG1007, PG1020, PG2014.</exception>
    public static void Refuse(SuiteConfig suite, ProjectFacts project)
    {
        if (suite.Framework is null && project.Frameworks.Count > 1)
        {
            throw new PerfGateException(
                DiagnosticCode.PG1005, $"suite '{suite.Name}' targets several frameworks", string.Join(", ", project.Frameworks),
                $$"""Let "framework" in perfgate.json say which one to measure: "framework": "{{project.Frameworks.FirstOrDefault(f => TargetFrameworks.WhyNot(f) is null) ?? project.Frameworks[0]}}" """.TrimEnd());
        }

        if (suite.Framework is { } framework && !project.Frameworks.Contains(framework, StringComparer.OrdinalIgnoreCase))
        {
            throw new PerfGateException(
                DiagnosticCode.PG1005, $"suite '{suite.Name}' is to be measured on {framework}, which its project does not target", string.Join(", ", project.Frameworks),
                $"Correct \"framework\" in perfgate.json. Did you mean '{Nearest.To(framework, project.Frameworks)}'?");
        }

        if (!project.IsProgram)
        {
            throw IsLibrary(suite, project.Path);
        }

        if ((suite.Framework ?? (project.Frameworks is [var only] ? only : null)) is { } target && TargetFrameworks.WhyNot(target) is { } why)
        {
            throw new PerfGateException(IsUnsupported(suite.Name, why));
        }

        if (MainArguments.WhereIgnored(project.Sources) is { } place)
        {
            throw new PerfGateException(IsDeaf(suite.Name, place, Severity.Error));
        }
    }

    /// <summary>PG1007: a library cannot be started.</summary>
    public static PerfGateException IsLibrary(SuiteConfig suite, string project) => new(
        DiagnosticCode.PG1007, $"suite '{suite.Name}' is a library, not a program", project,
        "Give the project an OutputType of Exe and a Main that passes its arguments to BenchmarkSwitcher");

    /// <summary>PG1020: nothing here can start a suite's target framework.</summary>
    public static Diagnostic IsUnsupported(string suite, string why) => Diagnostic.Error(
        DiagnosticCode.PG1020, $"suite '{suite}' cannot be measured on its target framework", why,
        "Let the project target .NET as well, such as <TargetFrameworks>net10.0;net48</TargetFrameworks>, and name it in \"framework\" of perfgate.json");

    /// <summary>PG2014: Main ignores its arguments.</summary>
    public static Diagnostic IsDeaf(string suite, MainArguments.Place place, Severity severity) => new Diagnostic(
        DiagnosticCode.PG2014, severity, $"suite '{suite}' does not pass its arguments on to BenchmarkDotNet",
        $"{place.Path}({place.Line}): {place.Text}", $"Let Main call `{MainArguments.LineToWrite}`") with
    {
        File = place.Path,
    };
}
