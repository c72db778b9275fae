using System.Text;
using CliWrap;
using PerfGate.Configuration;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>Starts processes with closed input; cancelling, or a limit, kills the whole tree of them.</summary>
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
    /// <param name="onLine">Called with each line of its standard output, one at a time.</param>
    /// <param name="onError">Called with each line of its standard error, never while <paramref name="onLine"/> is.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Kills the process and all it started.</param>
    /// <param name="variables">Further environment variables.</param>
    /// <param name="isClaimed">Whether to leave word of it, so that it is stopped by the next PerfGate if this one is killed.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">The limit was exceeded; the process and all it started are killed.</exception>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> arguments, string folder, Action<string> onLine, Action<string> onError, LaunchLimit limit,
        CancellationToken cancellation, IReadOnlyDictionary<string, string?>? variables = null, bool isClaimed = false)
    {
        var gate = new Lock();
        var late = new CancellationTokenSource(limit.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        PipeTarget To(Action<string> take) => PipeTarget.ToDelegate(line =>
        {
            lock (gate)
            {
                if (limit.IsOfSilence)
                {
                    late.CancelAfter(limit.Time);
                }

                take(line);
            }
        });
        try
        {
            var running = Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(folder)
                .WithEnvironmentVariables(Variables(variables))
                .WithStandardInputPipe(PipeSource.Null)
                .WithStandardOutputPipe(To(onLine))
                .WithStandardErrorPipe(To(onError))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(stop.Token);
            using var claim = isClaimed ? LeftOvers.Claim(running.ProcessId) : null;
            var result = await running;
            // A terminal's Ctrl+C reaches the child too, which may end by it before it is killed: that is no crash.
            cancellation.ThrowIfCancellationRequested();
            return result.ExitCode;
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(limit.ToString(), e);
        }
        finally
        {
            // A last line may still come in, so it is not disposed.
            late.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Runs a program and returns what it wrote.</summary>
    /// <exception cref="TimeoutException">The limit was exceeded.</exception>
    public static async Task<Captured> CaptureAsync(
        string program, IEnumerable<string> arguments, string folder, LaunchLimit limit, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? variables = null)
    {
        var (output, errors) = (new List<string>(), new List<string>());
        var exitCode = await RunAsync(program, arguments, folder, output.Add, errors.Add, limit, cancellation, variables);
        return new Captured(exitCode, string.Join('\n', output), string.Join('\n', errors));
    }

    /// <summary>Runs a program that is given bytes and answers with bytes.</summary>
    /// <exception cref="TimeoutException">The limit was exceeded.</exception>
    public static async Task<Piped> PipeAsync(
        string program, IEnumerable<string> arguments, string folder, ReadOnlyMemory<byte> input, LaunchLimit limit, CancellationToken cancellation,
        IReadOnlyDictionary<string, string?>? variables = null)
    {
        using var late = new CancellationTokenSource(limit.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        using var output = new MemoryStream();
        var errors = new StringBuilder();
        try
        {
            var result = await Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(folder)
                .WithEnvironmentVariables(Variables(variables))
                .WithStandardInputPipe(PipeSource.FromBytes(input))
                .WithStandardOutputPipe(PipeTarget.ToStream(output))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(stop.Token);
            cancellation.ThrowIfCancellationRequested();
            return new Piped(result.ExitCode, output.ToArray(), errors.ToString().Trim());
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(limit.ToString(), e);
        }
    }

    /// <summary>The dotnet host that runs this tool, so that a suite runs with the same one.</summary>
    public static string DotNetHost =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    // What is measured is a pull request's own code: it gets no password of the store, and no key of its baselines.
    private static Dictionary<string, string?> Variables(IReadOnlyDictionary<string, string?>? further) =>
        new(GitVariables.Removed.Concat(further ?? new Dictionary<string, string?>())) { [Variable] = "1", [StoreSource.VariableName] = null, [BaselineKey.VariableName] = null };
}
