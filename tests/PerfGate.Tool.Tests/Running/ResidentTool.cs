using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using System.Text.Json;

namespace PerfGate.Tool.Tests.Running;

/// <summary>
/// A process of the tool that runs one command line after the other, each in the folder and with the variables that it is given. Most of a start is the runtime's and the
/// just-in-time compiler's, and the tests start the tool a thousand times. What is about the process itself takes a new one: see <see cref="Cli.Start"/>.
/// </summary>
internal sealed class ResidentTool : IDisposable
{
    // What Server writes after what belongs to a request.
    private const char End = '\0';

    // The last one that was used comes first, as it has compiled most: at the start every class asks at once, and later few do.
    private static readonly ConcurrentStack<ResidentTool> Idle = new();
    private static readonly bool IsSwitchedOff = Environment.GetEnvironmentVariable("PERFGATE_TESTS_RESIDENT") == "0";

    // What the tool reads anew for each command; others are read once in a process's life, by the tool or by the runtime.
    private static readonly string[] Changeable = ["TMPDIR", "TEMP", "TMP", TemporaryFolder.LockFolder, "PERFGATE_STORE", "REPLAY_SEED", "REPLAY_STATE"];

    private readonly Process _process;
    private readonly StreamWriter _requests;

    private ResidentTool(Process process, StreamWriter requests) => (_process, _requests) = (process, requests);

    /// <summary>Whether a command line with these variables can be run by a process that ran others.</summary>
    public static bool Takes(IReadOnlyDictionary<string, string> variables) => !IsSwitchedOff && variables.Keys.All(Changeable.Contains);

    public static async Task<CliResult> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, string[] arguments)
    {
        var tool = Idle.TryPop(out var idle) ? idle : await StartAsync();
        try
        {
            var result = await tool.AskAsync(JsonSerializer.Serialize(new { Folder = folder, Variables = variables, Arguments = arguments }))
                .WaitAsync(RunningProcess.Limit, TestContext.Current.CancellationToken);
            if (!tool._process.HasExited)
            {
                Idle.Push(tool);
                tool = null;
            }

            return result;
        }
        finally
        {
            tool?.Dispose();
        }
    }

    private static async Task<ResidentTool> StartAsync()
    {
        var name = $"perfgate-resident-{Guid.NewGuid():N}";
        var pipe = new NamedPipeServerStream(name, PipeDirection.Out, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var process = Process.Start(RunningProcess.Prepare("dotnet", [Cli.Assembly], Path.GetTempPath(), new()
        {
            ["DOTNET_STARTUP_HOOKS"] = Repository.Built("Resident"),
            ["PERFGATE_RESIDENT_PIPE"] = name,
        }))!;
        process.StandardInput.Close();
        var connected = pipe.WaitForConnectionAsync(TestContext.Current.CancellationToken);
        if (await Task.WhenAny(connected, process.WaitForExitAsync(TestContext.Current.CancellationToken)).WaitAsync(RunningProcess.Limit, TestContext.Current.CancellationToken) != connected)
        {
            Assert.Fail($"the tool ended before it was asked anything: {await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        }

        return new ResidentTool(process, new StreamWriter(pipe) { AutoFlush = true });
    }

    private async Task<CliResult> AskAsync(string request)
    {
        await _requests.WriteLineAsync(request);
        var errors = ReadAsync(_process.StandardError);
        var (output, exitCode) = await ReadAsync(_process.StandardOutput);
        if (exitCode is null)
        {
            await _process.WaitForExitAsync();
        }

        return new CliResult(exitCode is null ? _process.ExitCode : int.Parse(exitCode, CultureInfo.InvariantCulture), output, (await errors).Text);
    }

    // Up to the end of a request, or of the process.
    private static async Task<(string Text, string? AfterEnd)> ReadAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(End, StringComparison.Ordinal) is var end and >= 0)
            {
                // A last line need not have an end of its own.
                return (end > 0 ? text.Append(line.AsSpan(0, end)).Append('\n').ToString() : text.ToString(), line[(end + 1)..]);
            }

            text.Append(line).Append('\n');
        }

        return (text.ToString(), null);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _requests.Dispose();
    }
}
