using System.Diagnostics;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PerfGate.MSBuild;

/// <summary>
/// Starts the packaged tool, and says in the build what it says. Nothing is decided here: properties become the tool's
/// options as they are, and the outcome is the tool's exit code.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RunPerfGate : ToolTask
{
    private static readonly string[] OwnOfThisMSBuild = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH"];
    private readonly Interruption _interruption = new();

    /// <summary>A task that tells the tool who reads its output, and without whom nobody does.</summary>
    public RunPerfGate()
    {
        using var here = Process.GetCurrentProcess();
        EnvironmentVariables = ["PERFGATE_HOST=msbuild", $"PERFGATE_HOST_PROCESS={here.Id}"];
    }

    /// <summary>The dotnet host that starts the tool.</summary>
    [Required]
    public string DotNetHost { get; set; } = "";

    /// <summary>The tool's main assembly.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The tool's command and its arguments, as on its command line.</summary>
    [Required]
    public string[] Command { get; set; } = [];

    /// <summary>
    /// The tool's options: metadata <c>Value</c> follows the option, which is repeated for a list and left out for
    /// nothing; metadata <c>If</c> says whether an option without a value is given.
    /// </summary>
    public ITaskItem[] Options { get; set; } = [];

    /// <summary>More of the command line, as it is.</summary>
    public string? Arguments { get; set; }

    /// <summary>The project that is built; the tool works in its folder.</summary>
    [Required]
    public string Project { get; set; } = "";

    /// <summary>The page that explains the codes, as a file.</summary>
    public string? HelpPage { get; set; }

    /// <inheritdoc/>
    protected override string ToolName => Path.GetFileName(DotNetHost);

    /// <inheritdoc/>
    protected override Encoding StandardOutputEncoding => Encoding.UTF8;

    /// <inheritdoc/>
    protected override Encoding StandardErrorEncoding => Encoding.UTF8;

    /// <summary>The report is for those who want to read more than the verdict.</summary>
    protected override MessageImportance StandardOutputLoggingImportance => MessageImportance.Normal;

    /// <summary>Measuring takes minutes, so its progress is for everyone.</summary>
    protected override MessageImportance StandardErrorLoggingImportance => MessageImportance.High;

    /// <summary>Lets the tool stop its suite and clear up, and kills it if it does not.</summary>
    public override void Cancel() => _interruption.Interrupt(base.Cancel);

    /// <inheritdoc/>
    protected override string GenerateFullPathToTool() => DotNetHost;

    /// <inheritdoc/>
    protected override string GetWorkingDirectory() => Path.GetDirectoryName(Project);

    /// <inheritdoc/>
    protected override string GenerateCommandLineCommands()
    {
        var line = new CommandLineBuilder();
        line.AppendFileNameIfNotNull(Tool);
        foreach (var word in Command)
        {
            line.AppendSwitchIfNotNull("", word);
        }

        foreach (var option in Options)
        {
            if (bool.TryParse(option.GetMetadata("If"), out var isGiven) && isGiven)
            {
                line.AppendSwitch(option.ItemSpec);
            }

            foreach (var value in option.GetMetadata("Value").Split([';'], StringSplitOptions.RemoveEmptyEntries))
            {
                line.AppendSwitchIfNotNull($"{option.ItemSpec} ", value.Trim());
            }
        }

        line.AppendTextUnquoted($" {Arguments}");
        return line.ToString().TrimEnd();
    }

    /// <summary>The command line is as it was made: a backslash in a filter is not part of a path.</summary>
    protected override string AdjustCommandsForOperatingSystem(string input) => input;

    /// <inheritdoc/>
    protected override ProcessStartInfo GetProcessStartInfo(string pathToTool, string commandLineCommands, string responseFileSwitch)
    {
        var start = base.GetProcessStartInfo(pathToTool, commandLineCommands, responseFileSwitch);
        // The tool's own builds may be of another SDK.
        foreach (var variable in OwnOfThisMSBuild)
        {
            start.Environment.Remove(variable);
        }

        return start;
    }

    /// <inheritdoc/>
    protected override Process StartToolProcess(Process proc) => _interruption.Watch(base.StartToolProcess(proc));

    /// <summary>Everyone can read the command in the log, few want to in the output.</summary>
    protected override void LogToolCommand(string message) => Log.LogCommandLine(MessageImportance.Low, message);

    /// <inheritdoc/>
    protected override void LogEventsFromTextOutput(string singleLine, MessageImportance messageImportance)
    {
        if (CanonicalLine.TryParse(singleLine) is { } line)
        {
            line.Log(Log, Project, HelpPage);
        }
        else
        {
            Log.LogMessage(messageImportance, "{0}", singleLine);
        }
    }

    /// <summary>The tool has said why it fails; if it could not, that is an error of its own.</summary>
    protected override bool HandleTaskExecutionErrors()
    {
        if (!Log.HasLoggedErrors && !_interruption.IsInterrupted)
        {
            CanonicalLine.Unexplained(ExitCode).Log(Log, Project, HelpPage);
        }

        return false;
    }
}
