using System.Runtime.InteropServices;
using PerfGate.Results;

namespace PerfGate.Tool.Machines;

/// <summary>What the tool itself knows of the machine that it measures on.</summary>
internal static class HostFacts
{
    private const string OsRelease = "/etc/os-release";

    /// <summary>An environment, in which what is not known is told by the tool: all but the runtime, which is the suite's.</summary>
    public static HostEnvironment Complete(HostEnvironment told) => told with
    {
        Processor = told.Processor.Length > 0 ? told.Processor : Attempt.To(Processor.Brand) is { Problem: null } brand ? brand.Value : "",
        LogicalCores = told.LogicalCores > 0 ? told.LogicalCores : Environment.ProcessorCount,
        Os = told.Os.Length > 0 ? told.Os : Os(),
        Architecture = told.Architecture.Length > 0 ? told.Architecture : RuntimeInformation.OSArchitecture.ToString(),
    };

    // As BenchmarkDotNet spells it on Linux: "Linux Debian GNU/Linux 12 (bookworm)".
    private static string Os() =>
        Attempt.To(OperatingSystem.IsLinux(), () => File.ReadAllLines(OsRelease)) is { Problem: null } release
        && release.Value.FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) is { } name
            ? $"Linux {name["PRETTY_NAME=".Length..].Trim('"')}"
            : RuntimeInformation.OSDescription;
}
