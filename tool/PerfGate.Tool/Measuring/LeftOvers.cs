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

    private const string Unfinished = ".tmp";

    // What another process is about to claim is not taken for left over.
    private static readonly TimeSpan SoonClaimed = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LongestToStop = TimeSpan.FromSeconds(5);

    // Two readings of one start differ by what a clock's tick is.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(2);

    // In another container a number is another process's. Only a later one there can stop its suite, and it may be long in coming.
    private static readonly TimeSpan LongestElsewhere = TimeSpan.FromDays(1);
    private static readonly string Namespace = OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "" : "";

    /// <summary>Claims a temporary folder and makes it.</summary>
    /// <returns>The folder, and the claim. That is beside it, and is to be ended once the folder is removed: so at no moment there is a folder that nobody has claimed.</returns>
    public static (string Folder, OwnedFile Claim) NewFolder()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"{Folders}{Guid.NewGuid():N}");
        var claim = new OwnedFile($"{folder}{Owner}");
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return (folder, claim);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Claims a process that was started, so that it does not outlive this one unseen; null if that cannot be.</summary>
    public static OwnedFile? Claim(int process)
    {
        try
        {
            using var started = Process.GetProcessById(process);
            return new OwnedFile(
                Path.Combine(Path.GetTempPath(), $"{Suites}{Guid.NewGuid():N}"),
                string.Create(CultureInfo.InvariantCulture, $"{process} {started.StartTime.ToUniversalTime().Ticks} {Namespace}"));
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
        foreach (var file in Found($"{Suites}*").Where(file => !file.EndsWith(Unfinished, StringComparison.Ordinal)))
        {
            if (OwnedFile.TextIfOrphaned(file)?.Split(' ') is not { } text)
            {
                continue;
            }

            var isOfHere = text is not [_, _, var space] || space == Namespace;
            if (isOfHere)
            {
                Stop(text, warn);
            }

            if (isOfHere || File.GetLastWriteTimeUtc(file) < DateTime.UtcNow - LongestElsewhere)
            {
                TryDelete(file);
            }
        }

        foreach (var file in Found($"{Folders}*{Owner}"))
        {
            if (OwnedFile.TextIfOrphaned(file) is not null && DiskErrors.OfDeleting(file[..^Owner.Length]) is null)
            {
                TryDelete(file);
            }
        }

        // Of one that was killed while it claimed.
        foreach (var file in Found($"{Suites}*{Unfinished}").Concat(Found($"{Folders}*{Unfinished}")).Concat(Found($"perfgate-worktree-*{Owner}{Unfinished}")))
        {
            if (File.GetLastWriteTimeUtc(file) < DateTime.UtcNow - SoonClaimed && OwnedFile.TextIfOrphaned(file) is not null)
            {
                TryDelete(file);
            }
        }
    }

    private static List<string> Found(string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.GetTempPath(), pattern)];
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return [];
        }
    }

    // A number may be another process's by now: only together with its start it is the same.
    private static void Stop(string[] text, Action<Diagnostic> warn)
    {
        if (text is not [var number, var ticks, _] || !int.TryParse(number, CultureInfo.InvariantCulture, out var id) || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var start))
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - new DateTime(start, DateTimeKind.Utc)).Duration() <= SameStart)
            {
                process.Kill(entireProcessTree: true);
                // What it still writes would stay in its folder.
                process.WaitForExit(LongestToStop);
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

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // Another one removes it at the same time, or the next one tries again.
        }
    }
}
