using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Machines;

/// <summary>What about a suite's project may spoil a measurement.</summary>
public static class SuiteChecks
{
    /// <summary>Looks at what a project says of its Release build.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="properties">MSBuild's properties <c>Optimize</c> and <c>TieredCompilation</c>; an empty text is the default.</param>
    public static IEnumerable<Finding> Of(SuiteConfig suite, IReadOnlyDictionary<string, string> properties)
    {
        var subject = $"suite {suite.Name}";
        if (!Is(properties["Optimize"], "true"))
        {
            yield return Finding.Warning(
                subject, DiagnosticCode.PG2026, $"the Release build of suite '{suite.Name}' is not optimised", $"Optimize is '{properties["Optimize"]}'",
                "Remove <Optimize>false</Optimize>: such times say nothing about the program that is shipped, and PerfGate refuses them");
        }
        else if (suite.Isolation == Isolation.InProcess && !Is(properties["TieredCompilation"], "false"))
        {
            yield return Finding.Warning(
                subject, DiagnosticCode.PG2033, $"suite '{suite.Name}' runs in process and starts with unoptimised code",
                "TieredCompilation is on: a short launch may be over before its code is optimised",
                "Set <TieredCompilation>false</TieredCompilation> in the suite's project, and store a new baseline");
        }
        else
        {
            yield return Finding.Fine(subject, "optimised from the start");
        }
    }

    private static bool Is(string value, string expected) => string.Equals(value.Trim(), expected, StringComparison.OrdinalIgnoreCase);
}
