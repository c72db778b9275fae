using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfGate.Histories;

namespace PerfGate.Tool.Storage.Histories;

/// <summary>A session as it is stored.</summary>
/// <param name="Key">What tells sessions apart: its time and the digest of its line. The same session is stored once, however often it is added.</param>
/// <param name="MeasuredAt">When it was measured, in UTC; of what has no time, when its commit was made.</param>
/// <param name="Line">The line, with its line feed.</param>
internal sealed record StoredSession(string Key, DateTime MeasuredAt, string Line)
{
    private const int Digits = 16;

    /// <summary>A session as it is stored.</summary>
    public static StoredSession Of(HistorySession session)
    {
        var line = HistoryWriter.Line(session);
        var time = (session.MeasuredAt ?? session.At).UtcDateTime;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..Digits];
        return new StoredSession(string.Create(CultureInfo.InvariantCulture, $"{time:yyyyMMdd'T'HHmmss'Z'}-{digest}"), time, line);
    }
}
