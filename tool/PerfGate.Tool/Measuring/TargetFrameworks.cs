using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfGate.Tool.Measuring;

/// <summary>Which target frameworks a suite can be measured on: it is started by <c>dotnet</c>, on this system.</summary>
internal static partial class TargetFrameworks
{
    /// <summary>Why a framework cannot be measured by anyone here; null where it can.</summary>
    public static string? WhyNot(string framework)
    {
        var match = Modern().Match(framework);
        return !match.Success
            ? framework.StartsWith("netstandard", StringComparison.OrdinalIgnoreCase)
                ? $"{framework} is for libraries"
                : $"{framework} is .NET Framework, which `dotnet` cannot start"
            : match.Groups["platform"].Value.ToLowerInvariant() switch
            {
                "" => null,
                "windows" => OperatingSystem.IsWindows() ? null : $"{framework} runs on Windows only",
                "macos" => OperatingSystem.IsMacOS() ? null : $"{framework} runs on macOS only",
                var platform => $"{framework} runs on {platform}, which `dotnet` cannot start",
            };
    }

    /// <summary>The one to propose: the newest that the SDK builds, and for which there is a runtime if there is any such; null if none can be measured.</summary>
    /// <param name="frameworks">Those of a project.</param>
    /// <param name="newest">The newest version that the SDK builds; null if it does not say.</param>
    /// <param name="runtimes">The major versions of the runtimes that are installed.</param>
    public static string? Choose(IEnumerable<string> frameworks, Version? newest, IReadOnlySet<int> runtimes) => frameworks
        .Where(framework => WhyNot(framework) is null && (newest is null || VersionOf(framework) <= newest))
        .OrderByDescending(framework => runtimes.Contains(VersionOf(framework).Major))
        .ThenByDescending(VersionOf)
        .ThenBy(framework => framework.Length)
        .FirstOrDefault();

    /// <summary>The version of a framework that is neither .NET Framework nor .NET Standard.</summary>
    public static Version VersionOf(string framework) => Version.Parse(Modern().Match(framework).Groups["version"].Value);

    /// <summary>The major versions of the runtimes that are installed here, beside the one that runs this tool.</summary>
    public static async Task<IReadOnlySet<int>> RuntimesAsync(string folder, CancellationToken cancellation)
    {
        var told = await ChildProcess.CaptureAsync(ChildProcess.DotNetHost, ["--list-runtimes"], folder, SuiteBuilder.Limit, cancellation);
        return RuntimeLine().Matches(told.Output).Select(match => int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture))
            .Append(Environment.Version.Major).ToHashSet();
    }

    [GeneratedRegex(@"^(?:netcoreapp|net(?=\d{1,2}\.))(?<version>\d+\.\d+)(?:-(?<platform>[a-z]+)[\d.]*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Modern();

    [GeneratedRegex(@"^Microsoft\.NETCore\.App (?<major>\d+)\.", RegexOptions.Multiline)]
    private static partial Regex RuntimeLine();
}
