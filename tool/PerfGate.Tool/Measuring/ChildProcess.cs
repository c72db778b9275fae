using CliWrap;

namespace PerfGate.Tool.Measuring;

/// <summary>Starts processes with closed input; cancelling kills the whole tree of them.</summary>
internal static class ChildProcess
{
    // Builds that are part of a measurement must not measure.
    private const string Variable = "PERFGATE_MEASURING";

    /// <summary>Whether another PerfGate started this one.</summary>
    public static bool IsInsideMeasurement => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The program, found through PATH if it is a bare name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="onLine">Called with each line of its standard output and error, one at a time.</param>
    /// <param name="cancellation">Kills the process and all it started.</param>
    /// <param name="variables">Further environment variables.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> arguments, string folder, Action<string> onLine, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? variables = null)
    {
        var gate = new Lock();
        var target = PipeTarget.ToDelegate(line =>
        {
            lock (gate)
            {
                onLine(line);
            }
        });
        var result = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(new Dictionary<string, string?>(variables ?? new Dictionary<string, string?>()) { [Variable] = "1" })
            .WithStandardInputPipe(PipeSource.Null)
            .WithStandardOutputPipe(target)
            .WithStandardErrorPipe(target)
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellation);
        // A terminal's Ctrl+C reaches the child too, which may end by it before it is killed: that is no crash.
        cancellation.ThrowIfCancellationRequested();
        return result.ExitCode;
    }

    /// <summary>Runs a program and returns what it wrote.</summary>
    public static async Task<(int ExitCode, string Output)> CaptureAsync(
        string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var exitCode = await RunAsync(program, arguments, folder, lines.Add, cancellation);
        return (exitCode, string.Join('\n', lines));
    }

    /// <summary>The dotnet host that runs this tool, so that a suite runs with the same one.</summary>
    public static string DotNetHost =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
}
