namespace PerfGate.Tool.Tests.Running;

/// <summary>Looks for processes that a test's tool may have left behind (Linux).</summary>
internal static class Processes
{
    /// <summary>The command lines that hold a text.</summary>
    public static List<string> Naming(string text) =>
        [.. All().Select(CommandLine).Where(line => line.Contains(text, StringComparison.Ordinal) && !line.Contains("dotnet-perfgate.dll", StringComparison.Ordinal))];

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 300, "it did not come to be within half a minute");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// The command lines of those that work in a folder or below it.
    /// One without a command line has been killed: its memory is gone, and it runs nothing any more, while the system still clears it away.
    /// </summary>
    public static List<string> Below(string folder) =>
        [.. All().Where(process => WorkingFolder(process).StartsWith(folder, StringComparison.Ordinal)).Select(CommandLine).Where(line => line.Length > 0)];

    private static IEnumerable<string> All() =>
        Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]));

    private static string WorkingFolder(string process) =>
        OrNothing(() => File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName);

    private static string CommandLine(string process) => OrNothing(() => File.ReadAllText(Path.Combine(process, "cmdline")));

    // A process may be somebody else's, or end while it is looked at.
    private static string OrNothing(Func<string?> read)
    {
        try
        {
            return read() ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
