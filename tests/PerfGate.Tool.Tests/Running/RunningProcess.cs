using System.Diagnostics;
using System.Text;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A child process with closed input, whose two outputs are gathered apart.</summary>
internal sealed class RunningProcess : IDisposable
{
    /// <summary>How long anything is waited for. A check that builds and measures two states takes minutes beside a load; only what hangs takes this long.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private static readonly string[] Inherited =
        ["NO_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "TF_BUILD", "AGENT_TEMPDIRECTORY", "GITLAB_CI", "TEAMCITY_VERSION", "PERFGATE_STORE"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly List<(Func<string, bool> IsIt, TaskCompletionSource Seen)> _awaited = [];

    private RunningProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Take(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Take(_errors, e.Data);
    }

    public int Id => _process.Id;

    /// <summary>How to start a program so that it sees nothing of what the tests run in.</summary>
    public static ProcessStartInfo Prepare(string program, IEnumerable<string> arguments, string folder, Dictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // What the tests' own host says of itself is not for a user's build; nor is the CI system that the tests run in.
        foreach (var inherited in start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || Inherited.Contains(key)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in variables ?? [])
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public static RunningProcess Start(
        string program, IEnumerable<string> arguments, string folder, Dictionary<string, string>? variables = null)
    {
        var running = new RunningProcess(Prepare(program, arguments, folder, variables));
        running._process.Start();
        running._process.StandardInput.Close();
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    /// <summary>Waits until a line of that kind was written.</summary>
    public async Task SeeAsync(Func<string, bool> isIt)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            _awaited.Add((isIt, seen));
        }

        await seen.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="limit">How long; null for a few minutes.</param>
    public async Task<CliResult> FinishAsync(TimeSpan? limit = null)
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit ?? Limit, TestContext.Current.CancellationToken);
        return new CliResult(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_awaited)
        {
            text.Append(line).Append('\n');
            foreach (var (_, seen) in _awaited.Where(a => a.IsIt(line)))
            {
                seen.TrySetResult();
            }
        }
    }
}
