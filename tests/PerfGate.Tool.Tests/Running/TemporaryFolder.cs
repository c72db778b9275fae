using System.Runtime.CompilerServices;

namespace PerfGate.Tool.Tests.Running;

/// <summary>
/// Each test program has a temporary folder of its own. The lock of the machine lies there, and what a killed run left: so two programs that run
/// side by side neither wait for each other nor clean up after each other.
/// </summary>
internal static class TemporaryFolder
{
    private static readonly string[] Variables = OperatingSystem.IsWindows() ? ["TEMP", "TMP"] : ["TMPDIR"];

    [ModuleInitializer]
    internal static void Make()
    {
        var folder = Directory.CreateTempSubdirectory("perfgate-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // A test's server runs as another user.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, folder);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A compiler that still runs may keep a file there.
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
