using System.Diagnostics;
using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// What a PerfGate leaves that was killed: temporary folders, and a suite that runs on and would disturb what is measured next. Each is claimed by an <see cref="OwnedFile"/>, and
/// what nobody holds any more is removed by the next one that measures.
/// </summary>
internal static class LeftOvers
{
    private const string Owner = ".owner";
    private const string Folders = "perfgate-run-";
    private const string Suites = "perfgate-suite-";

    // Two readings of one start differ by what a clock's tick is.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    /// <summary>Makes a temporary folder and claims it.</summary>
    /// <returns>The folder, and the claim, which is to be ended before the folder is removed.</returns>
    public static (string Folder, OwnedFile Claim) NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory(Folders).FullName;
        return (folder, new OwnedFile(Path.Combine(folder, Owner)));
    }

    /// <summary>Claims a process that was started, so that it does not outlive this one unseen; null if that cannot be.</summary>
    public static OwnedFile? Claim(int process)
    {
        try
        {
            using var started = Process.GetProcessById(process);
            return new OwnedFile(
                Path.Combine(Path.GetTempPath(), $"{Suites}{Guid.NewGuid():N}"),
                string.Create(CultureInfo.InvariantCulture, $"{process} {started.StartTime.ToUniversalTime().Ticks}"));
        }
        catch (Exception e) when (DiskErrors.Is(e) || e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or the disk is full: then there is nothing to claim.
            return null;
        }
    }

    /// <summary>Stops suites and removes folders whose PerfGate was killed.</summary>
    /// <param name="warn">Told of each suite that still ran.</param>
    public static void Remove(Action<Diagnostic> warn)
    {
        foreach (var file in Found(Directory.EnumerateFiles, $"{Suites}*").Where(file => !file.EndsWith(".tmp", StringComparison.Ordinal)))
        {
            if (OwnedFile.TextIfOrphaned(file) is { } text)
            {
                Stop(text, warn);
                TryDelete(() => File.Delete(file));
            }
        }

        foreach (var folder in Found(Directory.EnumerateDirectories, $"{Folders}*"))
        {
            if (File.Exists(Path.Combine(folder, Owner)) && OwnedFile.TextIfOrphaned(Path.Combine(folder, Owner)) is not null)
            {
                TryDelete(() => Directory.Delete(folder, recursive: true));
            }
        }
    }

    private static List<string> Found(Func<string, string, IEnumerable<string>> enumerate, string pattern)
    {
        try
        {
            return [.. enumerate(Path.GetTempPath(), pattern)];
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return [];
        }
    }

    // A number may be another process's by now: only together with its start it is the same.
    private static void Stop(string text, Action<Diagnostic> warn)
    {
        if (text.Split(' ') is not [var number, var ticks] || !int.TryParse(number, CultureInfo.InvariantCulture, out var id) || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var start))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - new DateTime(start, DateTimeKind.Utc)).Duration() <= SameStart)
            {
                process.Kill(entireProcessTree: true);
                warn(Diagnostic.Warning(
                    DiagnosticCode.PG2073, $"process {id} was stopped: it is a suite whose PerfGate was killed, and it still ran", null,
                    "What was measured beside it meanwhile was disturbed; end PerfGate by Ctrl+C or SIGTERM, and it stops what it started"));
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or is another user's.
        }
    }

    private static void TryDelete(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // Another one removes it at the same time, or the next one tries again.
        }
    }
}
