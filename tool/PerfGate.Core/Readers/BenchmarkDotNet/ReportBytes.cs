using System.Text;
using PerfGate.Diagnostics;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Brings a file's bytes to UTF-8 without a byte order mark, and refuses what is another of BenchmarkDotNet's exports.</summary>
internal static class ReportBytes
{
    /// <summary>The file as UTF-8. PowerShell's <c>&gt;</c> writes UTF-16.</summary>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\uFEFF"u8) ? bytes[3..]
        : bytes is [0xFF, 0xFE, ..] ? Decode(Encoding.Unicode, bytes[2..])
        : bytes is [0xFE, 0xFF, ..] ? Decode(Encoding.BigEndianUnicode, bytes[2..])
        : bytes is [not 0, 0, not 0, 0, ..] ? Decode(Encoding.Unicode, bytes)
        : bytes is [0, not 0, 0, not 0, ..] ? Decode(Encoding.BigEndianUnicode, bytes)
        : bytes;

    /// <summary>Refuses a table for people: it holds no measurements.</summary>
    /// <exception cref="PerfGateException">PG2010: it is CSV, Markdown or HTML.</exception>
    public static void RefuseTables(string source, ReadOnlySpan<byte> utf8)
    {
        if (FormatOf(source, utf8) is { } format)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2010, $"'{source}' is {format}, and not BenchmarkDotNet's JSON",
                "such a table holds no measurements, only what was made of them", "Export with `--exporters json`, and give the `*-report-full*.json` file");
        }
    }

    private static string? FormatOf(string source, ReadOnlySpan<byte> utf8)
    {
        var text = utf8.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] is (byte)'{')
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(text[..(text.IndexOfAny("\r\n"u8) is var end and >= 0 ? end : text.Length)]);
        return Path.GetExtension(source).ToLowerInvariant() switch
        {
            ".csv" => "CSV",
            ".md" => "Markdown",
            ".html" or ".htm" => "HTML",
            ".asciidoc" or ".adoc" => "AsciiDoc",
            ".xml" => "XML",
            ".log" or ".txt" => "a log",
            _ => line.StartsWith('<') ? "HTML or XML"
                : line.StartsWith('|') || line.StartsWith("```", StringComparison.Ordinal) ? "Markdown"
                : line.Contains("Method", StringComparison.Ordinal) && line.AsSpan().IndexOfAny(",;\t") >= 0 ? "CSV"
                : null,
        };
    }

    private static byte[] Decode(Encoding encoding, ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(encoding.GetString(bytes));
}
