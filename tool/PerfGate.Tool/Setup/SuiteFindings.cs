using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Setup;

/// <summary>What would stop a suite or spoil it, as far as its project and its source tell.</summary>
internal static class SuiteFindings
{
    /// <summary>Errors stop it; warnings and notes are good to know.</summary>
    /// <param name="name">The suite's name.</param>
    /// <param name="facts">Its project, of the framework to measure.</param>
    /// <param name="framework">The framework that was chosen, where the project has several; else null.</param>
    public static IEnumerable<Diagnostic> Of(string name, ProjectFacts facts, string? framework)
    {
        var frameworks = facts.Frameworks;
        if (frameworks.Count > 1 && framework is null)
        {
            yield return SuiteProjectCheck.IsUnsupported(name, string.Join("; ", frameworks.Select(f => TargetFrameworks.WhyNot(f) ?? $"the SDK here does not build {f}")));
        }
        else if (frameworks is [var only] && TargetFrameworks.WhyNot(only) is { } why)
        {
            yield return SuiteProjectCheck.IsUnsupported(name, why);
        }

        if (MainArguments.WhereIgnored(facts.Sources) is { } place)
        {
            yield return SuiteProjectCheck.IsDeaf(name, place, Severity.Error);
        }

        if (facts.Property("Optimize").Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            yield return Diagnostic.Error(
                DiagnosticCode.PG2005, $"the Release build of suite '{name}' is not optimised", "Optimize is 'false'", "Remove <Optimize>false</Optimize> for Release");
        }
    }

    /// <summary>A note where suites would measure code that is not optimised yet; null where none does.</summary>
    public static Diagnostic? OfTiering(IReadOnlyList<FoundSuite> suites)
    {
        var tiered = suites.Where(suite => !suite.Project.Property("TieredCompilation").Equals("false", StringComparison.OrdinalIgnoreCase)).Select(suite => suite.Name).ToList();
        return tiered.Count == 0 ? null : new Diagnostic(
            DiagnosticCode.PG2033, Severity.Note, $"{Format.Some(tiered)} {(tiered.Count == 1 ? "starts" : "start")} with unoptimised code",
            "TieredCompilation is on: a short launch may be over before its code is optimised",
            "Set <TieredCompilation>false</TieredCompilation> in the benchmark project, unless the start is what you measure");
    }
}
