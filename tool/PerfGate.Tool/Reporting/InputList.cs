using PerfGate.Diagnostics;
using PerfGate.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Reporting;

/// <summary>What an outcome rests on besides the suite itself, as a file that a build asks whether anything changed.</summary>
internal static class InputList
{
    /// <summary>Writes an MSBuild project whose target <c>Inputs</c> returns the configuration and the stored baselines.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="configuration">The configuration file; it may not be there, where a project is the suite.</param>
    /// <param name="store">The folder of the baselines; those that are added later count too.</param>
    /// <exception cref="PerfGateException">PG1008: it could not be written.</exception>
    public static void Write(string path, string configuration, string store) => AtomicFile.Write(
        path,
        $"""
        <Project>
          <Target Name="Inputs" Returns="@(Input)">
            <ItemGroup>
              <Input Include="{(File.Exists(configuration) ? $"{MSBuildText.Escape(configuration)};" : "")}{MSBuildText.Escape(store)}/*.json" />
            </ItemGroup>
          </Target>
        </Project>

        """,
        DiagnosticCode.PG1008);
}
