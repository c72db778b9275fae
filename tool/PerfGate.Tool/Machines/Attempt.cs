using System.ComponentModel;
using PerfGate.Machines;

namespace PerfGate.Tool.Machines;

/// <summary>Reads what may not be there, or not be what it should.</summary>
internal static class Attempt
{
    /// <summary>What a reader gives, or why it gave nothing.</summary>
    public static Reading<T> To<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or Win32Exception or ArgumentException or PlatformNotSupportedException)
        {
            return new Unread(e.Message.ReplaceLineEndings(" "));
        }
    }

    /// <summary>The same for something that only some systems tell.</summary>
    public static Reading<T> To<T>(bool isTold, Func<T> read) =>
        isTold ? To(read) : new Unread($"PerfGate knows no way to ask {Environment.OSVersion.Platform} for it");
}
