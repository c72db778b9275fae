using PerfGate.Configuration;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Commands.Options;

/// <summary>The programs that the command line says are to be measured: of one target framework each, or of any.</summary>
internal sealed class SuiteAssemblies
{
    private readonly IReadOnlyList<(string? Framework, string Path)> _assemblies;

    public SuiteAssemblies(IEnumerable<string> options) => _assemblies = [.. options.Select(Split)];

    /// <summary>The suite's program; null where the command line names none at all.</summary>
    /// <exception cref="PerfGateException">PG1005: there is none of the suite's target framework, or there are several.</exception>
    public string? For(SuiteConfig suite)
    {
        if (_assemblies.Count == 0)
        {
            return null;
        }

        var fitting = _assemblies.Where(a => suite.Framework is null || a.Framework is null || a.Framework == suite.Framework).ToList();
        var frameworks = string.Join(", ", _assemblies.Select(a => a.Framework));
        return fitting.Count switch
        {
            1 => fitting[0].Path,
            0 => throw new PerfGateException(
                DiagnosticCode.PG1005, $"suite '{suite.Name}' is to be measured on {suite.Framework}, which the project does not target", frameworks,
                "Correct \"framework\" in perfgate.json"),
            _ => throw new PerfGateException(
                DiagnosticCode.PG1005, $"suite '{suite.Name}' targets several frameworks", frameworks,
                "Let \"framework\" in perfgate.json say which one to measure"),
        };
    }

    // A framework's name has no separator of folders, so a path with an equals sign is not taken apart.
    private static (string? Framework, string Path) Split(string option) =>
        option.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && option.AsSpan(0, equals).IndexOfAny('/', '\\') < 0
            ? (option[..equals], option[(equals + 1)..])
            : (null, option);
}
