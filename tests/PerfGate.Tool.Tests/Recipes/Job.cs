using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Recipes;

/// <summary>
/// A job of a CI system in a folder: its scripts run in bash as there. <c>dotnet perfgate</c> is the real tool on the suite that replays; <c>gh</c> writes down what it was asked, and answers from
/// a file.
/// </summary>
internal sealed class Job : IDisposable
{
    private readonly Workspace _own = new();
    private readonly string _folder;
    private readonly Dictionary<string, string> _variables;

    public Job(string folder, IReadOnlyDictionary<string, string> variables)
    {
        _folder = folder;
        _variables = new Dictionary<string, string>(variables)
        {
            ["PATH"] = $"{_own.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
            ["RUNNER_TEMP"] = Directory.CreateDirectory(_own.PathOf("runner")).FullName,
            ["GITHUB_STEP_SUMMARY"] = _own.PathOf("summary.md"),
            ["GITHUB_OUTPUT"] = _own.PathOf("output"),
            ["GITHUB_PATH"] = _own.PathOf("path"),
            ["REPLAY_STATE"] = _own.PathOf("clock"),
            ["REPLAY_SEED"] = "1",
            ["GH_LOG"] = _own.PathOf("gh.log"),
        };
        foreach (var (name, value) in TemporaryFolder.Of(_own.PathOf("tmp")))
        {
            _variables[name] = value;
        }

        Program("dotnet", $"""
            if [ "$1 $2" = "tool restore" ]; then exit 0; fi
            if [ "$1" != perfgate ]; then exec "{DotNet}" "$@"; fi
            shift
            case "$1" in
              check | run) exec "{DotNet}" "{Cli.Assembly}" "$@" --assembly suite/Replay.dll ;;
              baseline) exec "{DotNet}" "{Cli.Assembly}" "$@" --assembly suite/Replay.dll ;;
              *) exec "{DotNet}" "{Cli.Assembly}" "$@" ;;
            esac
            """);
        Program("gh", """
            echo "$*" >> "$GH_LOG"
            case "$*" in
              *"/pulls"*) echo 17 ;;
              *"--paginate"*) cat "$GH_LOG.comments" 2>/dev/null || true ;;
            esac
            """);
    }

    private static string DotNet => Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path
        : Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    /// <summary>What gh was asked.</summary>
    public string Asked => File.Exists(_own.PathOf("gh.log")) ? File.ReadAllText(_own.PathOf("gh.log")) : "";

    public string PathOf(string name) => _own.PathOf(name);

    /// <summary>Lets there be a comment of this number.</summary>
    public void HasComment(int number) => _own.With("gh.log.comments", $"{number}\n");

    /// <summary>Runs a step's script, which ends at the first command that fails.</summary>
    public async Task<CliResult> RunAsync(string script, params (string Name, string Value)[] variables)
    {
        using var bash = RunningProcess.Start(
            "bash", ["-e", "-o", "pipefail", "-c", script], _folder,
            _variables.Concat(variables.Select(v => KeyValuePair.Create(v.Name, v.Value))).GroupBy(v => v.Key).ToDictionary(v => v.Key, v => v.Last().Value));
        return await bash.FinishAsync();
    }

    public void Dispose() => _own.Dispose();

    private void Program(string name, string script)
    {
        _own.With($"bin/{name}", $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_own.PathOf($"bin/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
