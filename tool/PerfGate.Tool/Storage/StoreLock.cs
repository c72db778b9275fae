using System.Security.Cryptography;
using System.Text;
using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>
/// The lock of one store on this machine, held while a file of it is read, changed and written. It lies among the temporary files, as a store is a folder in git, and ends
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
        var file = FileOf(folder);
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (Exception e) when (DiskErrors.Is(e))
            {
                if (DateTime.UtcNow >= end || !File.Exists(file))
                {
                    throw new PerfGateException(
                        Diagnostic.Error(DiagnosticCode.PG5001, $"the store '{folder}' cannot be locked, so nothing was stored", $"{file}: {DiskErrors.Text(e)}", "Try again once nobody else writes to it"), e);
                }
            }

            Thread.Sleep(Interval);
        }
    }

    private static string FileOf(string folder)
    {
        var place = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.Combine(Path.GetTempPath(), $"perfgate-store-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..16]}.lock");
    }
}
