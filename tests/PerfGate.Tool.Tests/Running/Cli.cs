namespace PerfGate.Tool.Tests.Running;

/// <summary>Runs the real executable as a child process: one that ran other command lines before, where that makes no difference.</summary>
internal static class Cli
{
    /// <summary>The tool's main assembly, compiled ahead of time: see AheadOfTime.targets.</summary>
    public static string Assembly { get; } = Path.Combine(Repository.Built("Tool"), "dotnet-perfgate.dll");

    public static Task<CliResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, [], arguments);

    /// <summary>Runs the tool with a few environment variables.</summary>
    public static async Task<CliResult> RunAsync(string folder, Dictionary<string, string> variables, params string[] arguments)
    {
        if (ResidentTool.Takes(variables))
        {
            return await ResidentTool.RunAsync(folder, variables, arguments);
        }

        using var running = Start(folder, variables, arguments);
        return await running.FinishAsync();
    }

    /// <summary>Starts the tool, as a process of its own, to look at while it runs.</summary>
    public static RunningProcess Start(string folder, Dictionary<string, string> variables, params string[] arguments) =>
        RunningProcess.Start("dotnet", [Assembly, .. arguments], folder, variables);

    /// <summary>Runs a shell script, in which <c>"$@"</c> is the tool with its arguments.</summary>
    public static async Task<CliResult> ShellAsync(string folder, string script, params string[] arguments)
    {
        using var running = RunningProcess.Start("sh", ["-c", script, "sh", "dotnet", Assembly, .. arguments], folder);
        return await running.FinishAsync();
    }
}
