using System.Security.Cryptography;
using System.Text;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>
/// The lock of one store on this machine, held while a file of it is read, changed and written. It lies beside the machine's other locks, as a store is a folder in git, and ends
/// with the process, however that ends.
/// </summary>
internal static class StoreLock
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // Nobody holds it for longer than a file takes to be read and written.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits for the lock of a folder.</summary>
    /// <exception cref="PerfGateException">PG5001: another process holds it for a minute, or there can be none.</exception>
    public static IDisposable Take(string folder)
    {
        var end = DateTime.UtcNow + Patience;
        var file = folder;
        try
        {
            file = FileOf(folder);
            while (true)
            {
                if (LockFile.TryOpenForEveryone(file) is { } held)
                {
                    return held;
                }

                if (DateTime.UtcNow >= end)
                {
                    throw Refused(folder, $"another process has had {file} for {Patience.TotalSeconds} seconds");
                }

                Thread.Sleep(Interval);
            }
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw Refused(folder, $"{file}: {DiskErrors.Text(e)}", e);
        }
    }

    private static PerfGateException Refused(string folder, string evidence, Exception? inner = null) => new(
        Diagnostic.Error(DiagnosticCode.PG5001, $"the store '{folder}' cannot be locked, so nothing was stored", evidence, "Try again once nobody else writes to it"), inner);

    private static string FileOf(string folder)
    {
        var place = WithoutLinks(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return LockFolder.PathOf($"perfgate-store-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..16]}.lock");
    }

    // By whatever way it is reached, it is one store.
    private static string WithoutLinks(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(WithoutLinks(parent), Path.GetFileName(path));
        return Directory.Exists(here) && Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : here;
    }
}
