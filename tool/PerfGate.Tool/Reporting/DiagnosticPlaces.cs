using PerfGate.Diagnostics;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Reporting;

/// <summary>Where to look for what a diagnostic says: the benchmark's source, else the file at fault, else the configuration, else the project.</summary>
/// <param name="project">The project whose suites are measured, or null.</param>
/// <param name="configuration">The configuration file, or null.</param>
internal sealed class DiagnosticPlaces(string? project, string? configuration)
{
    public SourcePlace? Of(Diagnostic diagnostic) =>
        SourceOf(diagnostic) ?? ((diagnostic.File ?? configuration ?? project) is { } file ? new SourcePlace(file) : null);

    private SourcePlace? SourceOf(Diagnostic diagnostic) => diagnostic.Benchmark is { } benchmark && project is not null
        ? BenchmarkSource.Find(Path.GetDirectoryName(Path.GetFullPath(project))!, benchmark)
        : null;
}
