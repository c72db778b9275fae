using System.Text.RegularExpressions;

namespace PerfGate.Results.BenchmarkDotNet;

/// <summary>
/// Finds the job in a benchmark's <c>DisplayInfo</c>, the only place where BenchmarkDotNet exports it:
/// <c>Type.Method: Job-ABCDEF(Runtime=.NET 10.0, IterationCount=3) [N=64]</c>.
/// </summary>
internal static partial class JobText
{
    /// <summary>How a benchmark is measured does not make it another benchmark ("Force" is a collection between iterations).</summary>
    private static readonly HashSet<string> HowMeasured = new(StringComparer.Ordinal)
    {
        "LaunchCount", "WarmupCount", "MinWarmupIterationCount", "MaxWarmupIterationCount",
        "IterationCount", "MinIterationCount", "MaxIterationCount", "IterationTime",
        "InvocationCount", "UnrollFactor", "RunStrategy", "MaxRelativeError", "MaxAbsoluteError", "MinIterationTime",
        "MinInvokeCount", "EvaluateOverhead", "OutlierMode", "MemoryRandomization", "PowerPlanMode", "Force",
    };

    /// <summary>
    /// The job's own name and what it says about what is measured, or an empty text for the default job. A name that
    /// BenchmarkDotNet made up from the characteristics is left out, as is how to measure.
    /// </summary>
    public static string Of(string displayInfo, string parameters)
    {
        var text = displayInfo;
        var tail = $" [{parameters}]";
        if (parameters.Length > 0 && text.EndsWith(tail, StringComparison.Ordinal))
        {
            text = text[..^tail.Length];
        }

        var separator = text.LastIndexOf(": ", StringComparison.Ordinal);
        return separator < 0 ? "" : Normalise(text[(separator + 2)..].Trim());
    }

    private static string Normalise(string job)
    {
        var match = NameAndCharacteristics().Match(job);
        var name = match.Groups["name"].Value;
        var kept = match.Groups["characteristics"].Value
            .Split(", ", StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !HowMeasured.Contains(pair.Split('=')[0]) && !pair.StartsWith("Toolchain=InProcess", StringComparison.Ordinal));
        var shownName = name == "DefaultJob" || MadeUpName().IsMatch(name) ? "" : name;
        // A named job with "Runtime=.NET 10.0" is often called ".NET 10.0": once is enough.
        var characteristics = string.Join(", ", kept.Where(pair => pair != $"Runtime={shownName}"));
        return shownName.Length > 0 && characteristics.Length > 0 ? $"{shownName}: {characteristics}" : shownName + characteristics;
    }

    [GeneratedRegex(@"^(?<name>[^(]*)(?:\((?<characteristics>.*)\))?$", RegexOptions.Singleline)]
    private static partial Regex NameAndCharacteristics();

    [GeneratedRegex("^Job-[A-Z]{6}$")]
    private static partial Regex MadeUpName();
}
