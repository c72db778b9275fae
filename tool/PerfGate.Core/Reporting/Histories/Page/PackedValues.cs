using System.Buffers.Binary;
using PerfGate.Histories;

namespace PerfGate.Reporting.Histories.Page;

/// <summary>
/// The values of a series, one for each session, as numbers of 16 bits between the least and the largest: on the log scale where all are positive, so that each is known to a
/// 65 000th of the range. 65535 stands for a session without a value.
/// </summary>
/// <param name="Least">The least value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="IsLogarithmic">Whether steps are ratios.</param>
/// <param name="Base64">The numbers, the low byte first; empty where each session has the same value.</param>
internal sealed record PackedValues(double Least, double Most, bool IsLogarithmic, string Base64)
{
    private const ushort Nothing = ushort.MaxValue;
    private const double Steps = Nothing - 1;

    /// <summary>Packs values.</summary>
    /// <param name="points">The values; at least one.</param>
    /// <param name="sessions">How many sessions there are.</param>
    public static PackedValues Of(IReadOnlyList<HistoryPoint> points, int sessions)
    {
        var (least, most) = (points.Min(point => point.Value.Value), points.Max(point => point.Value.Value));
        var isLogarithmic = least > 0;
        if (least == most && points.Count == sessions)
        {
            return new PackedValues(least, most, isLogarithmic, "");
        }

        var bytes = new byte[2 * sessions];
        bytes.AsSpan().Fill(byte.MaxValue);
        var (start, range) = isLogarithmic ? (Math.Log(least), Math.Log(most / least)) : (least, most - least);
        foreach (var (session, value) in points)
        {
            var at = (isLogarithmic ? Math.Log(value.Value) : value.Value) - start;
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2 * session), range == 0 ? (ushort)0 : (ushort)Math.Round(Math.Clamp(at / range, 0, 1) * Steps));
        }

        return new PackedValues(least, most, isLogarithmic, Convert.ToBase64String(bytes));
    }
}
