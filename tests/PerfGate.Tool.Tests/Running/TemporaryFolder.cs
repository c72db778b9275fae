using System.Runtime.CompilerServices;

namespace PerfGate.Tool.Tests.Running;

/// <summary>
/// Each test program has a temporary folder of its own, and the machine's locks lie there: so two programs that run side by side neither wait for each
/// other nor clean up after each other.
/// </summary>
internal static class TemporaryFolder
{
    /// <summary>Where the machine's locks lie instead of their usual place.</summary>
    internal const string LockFolder = "PERFGATE_LOCK_DIR";

    [ModuleInitializer]
    internal static void Make()
    {
        var folder = Directory.CreateTempSubdirectory("perfgate-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // A test's server runs as another user.
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }

        foreach (var (name, value) in Of(folder))
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
    }

    /// <summary>The variables of a process that has a folder of its own, such as one that measures nothing and waits for no test that does.</summary>
    internal static Dictionary<string, string> Of(string folder)
    {
        Directory.CreateDirectory(folder);
        return OperatingSystem.IsWindows()
            ? new() { ["TEMP"] = folder, ["TMP"] = folder, [LockFolder] = folder }
            : new() { ["TMPDIR"] = folder, [LockFolder] = folder };
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
