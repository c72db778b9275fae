using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Reporting;
using PerfGate.Reporting.Formats;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Reporting;

/// <summary>What a CI system reads from files rather than from standard output. That one cannot be written is a warning: the verdict stands.</summary>
internal static class CiFiles
{
    /// <summary>What GitHub takes of a step's summary; what is larger is dropped as a whole.</summary>
    private const int LargestSummary = 1 << 20;

    /// <summary>Writes the files of a format: of <c>github</c> the step's summary and outputs, of <c>azure</c> the run's summary.</summary>
    /// <param name="format">The format, as it goes to standard output.</param>
    /// <param name="result">The result.</param>
    /// <param name="exitCode">What the process returns.</param>
    /// <returns>A warning for each that could not be written.</returns>
    public static IEnumerable<Diagnostic> Write(string format, GateResult result, ExitCode exitCode) => (format switch
    {
        "github" => new[]
        {
            Append("GITHUB_STEP_SUMMARY", MarkdownReport.Render(result), LargestSummary),
            Append("GITHUB_OUTPUT", GitHubReport.Outputs(result, exitCode), long.MaxValue),
        },
        "azure" => [Attach("AGENT_TEMPDIRECTORY", MarkdownReport.Render(result))],
        _ => [],
    }).OfType<Diagnostic>();

    private static Diagnostic? Append(string variable, string text, long largest)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } path)
        {
            return Unwritten(variable, "the variable is not set");
        }

        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            // Others of the same step may have written there, and not ended their last line.
            var bytes = Encoding.UTF8.GetBytes(EndsInsideALine(file) ? $"\n{text}" : text);
            if (file.Length + bytes.Length > largest)
            {
                return Unwritten(variable, $"with what is in it already, it would be larger than {largest / 1024} KB, and be dropped");
            }

            file.Seek(0, SeekOrigin.End);
            file.Write(bytes);
            return null;
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is ArgumentException)
        {
            return Unwritten(variable, DiskErrors.Text(e));
        }
    }

    private static bool EndsInsideALine(FileStream file)
    {
        if (!file.CanSeek || file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    // The agent takes the file's name for the headline, and reads it after this process.
    private static Diagnostic? Attach(string variable, string text)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } folder)
        {
            return Unwritten(variable, "the variable is not set");
        }

        try
        {
            var path = Path.GetFullPath(Path.Combine(folder, $"perfgate-{Guid.NewGuid():N}", "PerfGate.md"));
            AtomicFile.Write(path, text, DiagnosticCode.PG1013);
            Console.Out.Write(AzureReport.UploadSummary(path));
            return null;
        }
        catch (PerfGateException e)
        {
            return Unwritten(variable, e.Diagnostic.Evidence);
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is ArgumentException)
        {
            return Unwritten(variable, DiskErrors.Text(e));
        }
    }

    private static Diagnostic Unwritten(string variable, string? reason) => Diagnostic.Warning(
        DiagnosticCode.PG1013, $"what {variable} names could not be written", reason,
        "The verdict stands; --no-ci leaves out what is for the CI system");
}
