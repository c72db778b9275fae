namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Up to 0.12, BenchmarkDotNet wrote numbers that are none by their names (<c>"Skewness": NaN</c>), which is no JSON. Here they become what later versions
/// write: an empty text.
/// </summary>
internal static class NamedNumbers
{
    /// <summary>The file without such names, or null if it has none.</summary>
    public static byte[]? Mend(ReadOnlySpan<byte> utf8)
    {
        var mended = new MemoryStream(utf8.Length);
        var isInText = false;
        var found = false;
        for (var i = 0; i < utf8.Length; i++)
        {
            if (!isInText && LengthOfName(utf8[i..]) is var length and > 0)
            {
                mended.Write("\"\""u8);
                found = true;
                i += length - 1;
                continue;
            }

            mended.WriteByte(utf8[i]);
            if (isInText && utf8[i] == (byte)'\\' && i + 1 < utf8.Length)
            {
                mended.WriteByte(utf8[++i]);
            }
            else if (utf8[i] == (byte)'"')
            {
                isInText = !isInText;
            }
        }

        return found ? mended.ToArray() : null;
    }

    private static int LengthOfName(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;
}
