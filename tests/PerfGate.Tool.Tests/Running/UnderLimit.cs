namespace PerfGate.Tool.Tests.Running;

/// <summary>Runs the tool where no file may grow beyond a size: the kernel then refuses to write, as on a full disk.</summary>
internal static class UnderLimit
{
    // The runtime keeps its code twice in one large file, unless told not to.
    private const string Script = "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {0}; exec \"$@\"";

    /// <param name="workspace">Where to run.</param>
    /// <param name="blocks">The largest file, in blocks of 512 bytes.</param>
    /// <param name="arguments">The tool's arguments.</param>
    public static Task<CliResult> RunAsync(Workspace workspace, int blocks, params string[] arguments) => Cli.ShellAsync(
        workspace.Folder, Script.Replace("{0}", $"{blocks}", StringComparison.Ordinal), arguments);
}
