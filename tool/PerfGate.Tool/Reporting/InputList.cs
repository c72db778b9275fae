using PerfGate.Diagnostics;
using PerfGate.Reporting.Texts;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Reporting;

/// <summary>What an outcome rests on besides the suite itself, as a file that a build asks whether anything changed.</summary>
internal static class InputList
{
    // An input that is not there is always newer to MSBuild.
    private const string NoFile = "a store that no file shows";

    /// <summary>Writes an MSBuild project whose target <c>Inputs</c> returns the configuration and the stored baselines.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="configuration">The configuration file; it may not be there, where a project is the suite.</param>
    /// <param name="store">Where the baselines are; those that are added later count too. Of a database on a server no file tells: it may always have changed.</param>
    /// <exception cref="PerfGateException">PG1008: it could not be written.</exception>
    public static void Write(string path, string configuration, IDocuments store) => AtomicFile.Write(
        path,
        $"""
        <Project>
          <Target Name="Inputs" Returns="@(Input)">
            <ItemGroup>
              <Input Include="{(File.Exists(configuration) ? $"{MSBuildText.Escape(configuration)};" : "")}{Stored(store)}" />
            </ItemGroup>
          </Target>
        </Project>

        """,
        DiagnosticCode.PG1008);

    private static string Stored(IDocuments store) => store.BaselineFiles is not (var path, var pattern) ? NoFile
        : pattern is null ? MSBuildText.Escape(path) : $"{MSBuildText.Escape(path)}/{pattern}";
}
